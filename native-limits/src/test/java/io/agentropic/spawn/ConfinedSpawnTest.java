package io.agentropic.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agentropic.landlock.Grant;
import io.agentropic.landlock.LandlockAbi;
import io.agentropic.landlock.LandlockRules;
import io.agentropic.landlock.LandlockRules.Tcp;
import io.agentropic.landlock.PathRule;
import io.agentropic.seccomp.Sockets;
import io.agentropic.seccomp.SyscallPolicy;
import io.agentropic.syscall.Architecture;
import io.agentropic.syscall.CurrentProcess;
import io.agentropic.syscall.SyscallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shells that are started confined on the real kernel. */
@Tag("host")
final class ConfinedSpawnTest {

    private static final int UID = 1_900_000_777;
    private static final int GROUP = 1_900_000_000;

    @TempDir
    private Path directory;

    private Path output;
    private final List<SpawnedChild> children = new ArrayList<>();

    @BeforeEach
    void theCLibraryHasWhatItTakes() {
        assumeTrue(ConfinedSpawn.isSupported(), "glibc before 2.34");
        output = directory.resolve("out.log");
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (SpawnedChild child : children) {
            child.kill();
            child.onExit().get(20, TimeUnit.SECONDS);
        }
        assertThat(Taint.tainted()).isEmpty();
    }

    @Test
    void theChildIsConfinedAndNobodyElseIs() throws Exception {
        SpawnedChild child = start(List.of(ThreadStep.noNewPrivileges(), filter()), "read -r _");
        assertThat(status(child.pid())).contains("NoNewPrivs:\t1", "Seccomp:\t2");
        assertThat(Taint.tainted()).isEmpty();
        Process later = new ProcessBuilder("cat", "/proc/self/status").start();
        assertThat(later.inputReader().lines()).contains("NoNewPrivs:\t" + ownNoNewPrivileges());
        assertThat(later.waitFor()).isZero();
    }

    @Test
    void itLeadsASessionAndInheritsNothingButItsStreams() throws Exception {
        try (var _ = Files.newByteChannel(Files.createFile(directory.resolve("secret")))) {
            SpawnedChild child = start(List.of(), "read -r _");
            try (Stream<Path> open = Files.list(Path.of("/proc/" + child.pid() + "/fd"))) {
                assertThat(open.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("0", "1", "2");
            }
            String[] stat =
                    Files.readString(Path.of("/proc/" + child.pid() + "/stat")).split(" ", -1);
            assertThat(stat[5]).isEqualTo(Long.toString(child.pid()));
            assertThat(status(child.pid())).contains("SigBlk:\t0000000000000000");
        }
    }

    @Test
    void itsExitCodeAndItsSignalAreToldApart() throws Exception {
        assertThat(exit(start(List.of(), "exit 7"))).isEqualTo(7);
        SpawnedChild killed = start(List.of(), "read -r _");
        killed.kill();
        assertThat(exit(killed)).isEqualTo(137);
        assertThatThrownBy(() -> killed.writeAndClose("x".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(SyscallException.class)
                .hasMessageContaining("stdin of " + killed.pid());
    }

    @Test
    void whatIsWrittenToItArrivesAndEnds() throws Exception {
        SpawnedChild child = start(List.of(), "read -r line; echo \"got $line\"; cat");
        child.writeAndClose("word\nmore\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(exit(child)).isZero();
        assertThat(output).hasContent("got word\nmore\n");
    }

    @Test
    void theThreadThatStartedItMayEnd() throws Exception {
        assertThat(outlives(Thread.ofPlatform().factory())).isTrue();
    }

    @Test
    void theVirtualThreadThatStartedItMayEndAndItsCarrierBeIdle() throws Exception {
        assertThat(outlives(Thread.ofVirtual().factory())).isTrue();
    }

    private boolean outlives(ThreadFactory threads) throws Exception {
        var started = new CompletableFuture<SpawnedChild>();
        Thread launcher =
                threads.newThread(() -> started.complete(start(List.of(ThreadStep.noNewPrivileges()), "read -r _")));
        launcher.start();
        assertThat(launcher.join(Duration.ofSeconds(60))).isTrue();
        SpawnedChild child = started.get(20, TimeUnit.SECONDS);
        return ProcessHandle.of(child.pid()).orElseThrow().isAlive()
                && !child.onExit().isDone();
    }

    @Test
    void aFailedStepIsNamedAndNothingWasStarted() {
        ThreadStep first = filter();
        assumeTrue(CurrentProcess.effectiveUser() != 0, "root may filter without giving up privileges");
        assertThatThrownBy(() -> start(List.of(first), "exit 0"))
                .isInstanceOf(SyscallException.class)
                .hasMessageMatching("seccomp\\(SECCOMP_SET_MODE_FILTER, 0, \\d+ instructions\\): EACCES");
    }

    @Test
    void aProgramThatIsMissingIsAnError() {
        assertThatThrownBy(
                        () -> new ConfinedSpawn(List.of("/no/such/program"), Map.of(), null, output, output, List.of())
                                .start())
                .isInstanceOf(SyscallException.class)
                .hasMessage("posix_spawn: ENOENT");
        assertThat(Taint.tainted()).isEmpty();
    }

    @Test
    void aLogThatIsALinkIsNotOpened() throws IOException {
        Path target = Files.createFile(directory.resolve("target"));
        Files.createSymbolicLink(output, target);
        assertThatThrownBy(() -> start(List.of(), "echo x"))
                .isInstanceOf(SyscallException.class)
                .hasMessage("open(" + output + ", O_APPEND): ELOOP");
        assertThat(target).isEmptyFile();
    }

    @Test
    void rootBecomesAUserWithNothing() throws Exception {
        assumeTrue(CurrentProcess.effectiveUser() == 0, "only root can become somebody else");
        List<ThreadStep> steps = new ArrayList<>(ThreadStep.becomeUser(UID, GROUP, 40));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        SpawnedChild child = start(steps, "read -r _");
        assertThat(status(child.pid()))
                .contains(
                        "Uid:\t" + (UID + "\t").repeat(4).strip(),
                        "Gid:\t" + (UID + "\t").repeat(4).strip(),
                        "Groups:\t" + GROUP + " ",
                        "CapPrm:\t0000000000000000",
                        "CapEff:\t0000000000000000",
                        "CapBnd:\t0000000000000000",
                        "CapAmb:\t0000000000000000");
        assertThat(status(ProcessHandle.current().pid()))
                .contains("Uid:\t" + "0\t".repeat(4).strip());
    }

    @Test
    void filesBeyondTheRulesAreOutOfReach() throws Exception {
        assumeTrue(LandlockRuleset.abi().has(LandlockAbi.TRUNCATE), "no Landlock that can hold files");
        Path inside = Files.createDirectory(directory.resolve("inside"));
        Path outside = Files.writeString(directory.resolve("outside"), "secret");
        try (LandlockRuleset ruleset = LandlockRuleset.of(rules(inside))) {
            SpawnedChild child =
                    start(List.of(ThreadStep.noNewPrivileges(), ruleset.restriction()), """
                    echo in > %1$s/file && read -r line < %1$s/file && echo "inside $line"
                    read -r line < %2$s || echo cannot read
                    echo no > %2$s || echo cannot write
                    /bin/true || echo cannot execute
                    """.formatted(inside, outside));
            assertThat(exit(child)).isZero();
        }
        assertThat(Files.readString(output))
                .contains("inside in\n", "cannot read\n", "cannot write\n", "cannot execute\n");
        assertThat(outside).hasContent("secret");
    }

    @Test
    void aRequiredPathThatIsMissingIsAnError() {
        assumeTrue(LandlockRuleset.abi().version() > 0, "no Landlock");
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> LandlockRuleset.of(
                        new LandlockRules(List.of(PathRule.on(missing, Grant.READ)), new Tcp.ConnectOnly(List.of()))))
                .isInstanceOf(SyscallException.class)
                .hasMessage("open(" + missing + ", O_PATH): ENOENT");
        LandlockRuleset.of(new LandlockRules(List.of(PathRule.ifThere(missing, Grant.READ)), new Tcp.Any()))
                .close();
    }

    private static LandlockRules rules(Path inside) {
        return new LandlockRules(
                List.of(
                        PathRule.on(Path.of("/bin/sh"), Grant.READ_AND_EXECUTE),
                        PathRule.ifThere(Path.of("/lib"), Grant.READ_AND_EXECUTE),
                        PathRule.ifThere(Path.of("/lib64"), Grant.READ_AND_EXECUTE),
                        PathRule.ifThere(Path.of("/etc/ld.so.cache"), Grant.READ),
                        PathRule.on(inside, Grant.READ_AND_WRITE)),
                new Tcp.ConnectOnly(List.of()));
    }

    private static ThreadStep filter() {
        return ThreadStep.filterCalls(new SyscallPolicy(Sockets.UNIX, false, false).compile(Architecture.host()));
    }

    private SpawnedChild start(List<ThreadStep> steps, String script) {
        SpawnedChild child = new ConfinedSpawn(
                        List.of("/bin/sh", "-c", script),
                        Map.of("PATH", "/usr/bin:/bin"),
                        directory,
                        output,
                        output,
                        steps)
                .start();
        children.add(child);
        return child;
    }

    private static int exit(SpawnedChild child) throws Exception {
        return child.onExit().get(30, TimeUnit.SECONDS);
    }

    private static String ownNoNewPrivileges() throws IOException {
        return status(ProcessHandle.current().pid()).stream()
                .filter(line -> line.startsWith("NoNewPrivs:"))
                .findFirst()
                .orElseThrow()
                .substring("NoNewPrivs:\t".length());
    }

    private static List<String> status(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1);
    }
}
