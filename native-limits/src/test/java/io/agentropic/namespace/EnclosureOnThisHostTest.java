package io.agentropic.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.confine.AgentUser;
import io.agentropic.confine.Surroundings;
import io.agentropic.limits.DataSize;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.syscall.Architecture;
import io.agentropic.syscall.CurrentProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a shell finds, and cannot do, in the namespaces that an agent would have; as root and as anybody. */
@Tag("host")
@Timeout(60)
final class EnclosureOnThisHostTest {

    /** {@code return ALLOW}: for what has to hold without seccomp. */
    private static final byte[] EVERY_CALL = {6, 0, 0, 0, 0, 0, (byte) 0xff, 0x7f};

    @TempDir
    Path directory;

    private final @Nullable AgentUser user =
            CurrentProcess.effectiveUser() == 0 ? new AgentUser(1_900_000_007, 1_900_000_000) : null;

    private Path readable = Path.of("/");
    private Path writable = Path.of("/");
    private Path socket = Path.of("/");

    @BeforeEach
    void makeDirectories() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        readable = everybodys(directory.resolve("readable"));
        writable = everybodys(directory.resolve("writable"));
        socket = Files.createFile(directory.resolve("socket"));
    }

    private static Path everybodys(Path made) throws IOException {
        return Files.setPosixFilePermissions(Files.createDirectory(made), PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private Enclosure enclosure() {
        SandboxConfig config = SandboxConfig.builder()
                .readable(readable)
                .readable(Path.of("/bin"))
                .writable(writable)
                .tmpSize(DataSize.mebibytes(2))
                .build();
        var around = new Surroundings(Path.of(System.getProperty("java.home")), List.of(), directory, socket, null);
        return new Enclosure(config, around, List.of(), user);
    }

    private Trial inside(String script) throws IOException {
        return inside(script, enclosure().calls().compile(Architecture.host()).bytes());
    }

    private Trial inside(String script, byte[] filter) throws IOException {
        return Trial.of(words(script, filter), System.getenv("PATH"));
    }

    private List<String> words(String script, byte[] filter) throws IOException {
        Tool.Usable bubblewrap = (Tool.Usable) NamespaceIsolation.find(System.getenv("PATH"), user);
        Path file = Files.write(directory.resolve("filter"), filter);
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", "exec setsid \"$@\" 9<\"$0\"", file.toString()));
        words.addAll(NamespaceIsolation.enclose(
                bubblewrap, enclosure(), 9, List.of("/bin/sh", "-c", "export PATH=/bin\n" + script)));
        return words;
    }

    @Test
    void nothingOfTheHostIsSeenButWhatWasNamed() throws IOException {
        Trial trial = inside("ls -a / | sort | tr '\\n' ' '; ls " + directory + " | tr '\\n' ' '");

        assertThat(trial.succeeded()).as(trial.describe()).isTrue();
        assertThat(List.of(trial.output().strip().split("\\s+")))
                .contains("usr", "tmp", "proc", "dev", "readable", "writable")
                .doesNotContain("root", "home", "sys", "run", "boot", "work", "oldroot", "newroot", "filter");
    }

    @Test
    void onlyItsOwnProcessesAreSeenAndTheFirstIsTheInit() throws IOException {
        Trial trial = inside("cd /proc; echo pids [0-9]*; cat 1/comm; echo $$; kill -0 1 && echo reaches its init");

        assertThat(trial.output()).startsWith("pids 1 2\nbwrap\n2\n");
    }

    @Test
    void itIsProvenFromOutside() throws IOException {
        Trial trial = inside(NamespaceProof.SHOW_YOURSELF.getLast());

        assertThat(NamespaceProof.missingIn(trial.output())).isEmpty();
    }

    @Test
    void aFullTemporaryDirectoryIsFullInsideOnly() throws IOException {
        long before = Files.getFileStore(Path.of("/tmp")).getUsableSpace();

        Trial trial = inside("dd if=/dev/zero of=/tmp/fill bs=65536 count=512 2>&1; stat -c %s /tmp/fill");

        assertThat(trial.output()).contains("No space left on device").endsWith("2097152\n");
        assertThat(Path.of("/tmp/fill")).doesNotExist();
        assertThat(Files.getFileStore(Path.of("/tmp")).getUsableSpace())
                .isPositive()
                .isGreaterThan(before / 2);
        assertThat(inside("ls /tmp").output().strip()).doesNotContain("fill");
    }

    @Test
    void sharedMemoryIsItsOwnAndHasTheSameSize() throws IOException {
        assertThat(inside("dd if=/dev/zero of=/dev/shm/fill bs=65536 count=512 2>&1; stat -c %s /dev/shm/fill")
                        .output())
                .contains("No space left on device")
                .endsWith("2097152\n");
    }

    @Test
    void writingIsPossibleWhereItWasAllowedAndNowhereElse() throws IOException {
        Trial trial = inside("echo x > %s/made && echo wrote\n".formatted(writable)
                + "for d in / /dev /proc /usr /usr/lib %s; do ".formatted(readable)
                + "(echo x > $d/forbidden && echo escaped to $d) 2>&1; done");

        assertThat(trial.output()).startsWith("wrote\n").doesNotContain("escaped to");
        assertThat(writable.resolve("made")).hasContent("x");
        assertThat(readable).isEmptyDirectory();
    }

    /** Bits of a mount that came from outside are locked: not even a user namespace of its own takes them off. */
    @Test
    void readOnlyStaysReadOnlyWhateverIsMountedAgain() throws IOException {
        String attempts = """
                for how in remount,rw remount,bind,rw remount,bind,rw,exec,suid,dev; do
                    mount -n -o $how %1$s 2>/dev/null
                    unshare -r mount -n -o $how %1$s 2>/dev/null
                    unshare -rm sh -c "mount -n -o $how %1$s; echo x > %1$s/forbidden" 2>/dev/null
                done
                unshare -rm sh -c "umount -n %1$s; echo x > %1$s/forbidden" 2>/dev/null
                unshare -rm sh -c "mount -n --bind %1$s %2$s && echo x > %2$s/forbidden" 2>/dev/null
                (echo x > %1$s/forbidden) 2>/dev/null
                echo tried
                """.formatted(readable, writable);

        assertThat(inside(attempts, EVERY_CALL).output()).isEqualTo("tried\n");
        assertThat(inside(attempts).output()).isEqualTo("tried\n");
        assertThat(readable).isEmptyDirectory();
    }

    /** The host's root owns these files, and the kernel asks it for no capability. */
    @Test
    void theKernelsSettingsCannotBeWritten() throws IOException {
        Trial trial = inside(
                "for f in sys/kernel/core_pattern sys/kernel/hostname sysrq-trigger self/oom_score_adj self/mem; do"
                        + " (: >> /proc/$f) 2>/dev/null && echo opened $f; done; echo tried",
                EVERY_CALL);

        assertThat(trial.output()).isEqualTo("tried\n");
    }

    /** Without a session of its own it could type into the terminal of whoever started the supervisor. */
    @Test
    void itHasNoTerminal() throws IOException {
        Path command = directory.resolve("command");
        StringBuilder quoted = new StringBuilder("(: < /dev/tty) && echo outside there is a terminal\n");
        for (String word : words("(: < /dev/tty) || echo inside there is none", EVERY_CALL)) {
            quoted.append('\'').append(word.replace("'", "'\\''")).append("' ");
        }
        Files.writeString(command, quoted);

        Trial trial = Trial.of(List.of("script", "-qec", "sh " + command, "/dev/null"), System.getenv("PATH"));

        assertThat(trial.output()).contains("outside there is a terminal", "inside there is none");
    }

    @Test
    void noDescriptorOfTheSupervisorGetsInside() throws IOException {
        assertThat(inside("cd /proc/self/fd; echo [0-9]*; echo /proc/2/fd/*").output())
                .as("standard streams, and the directory that is listed")
                .isEqualTo("0 1 2 3\n/proc/2/fd/0 /proc/2/fd/1 /proc/2/fd/2 /proc/2/fd/3\n");
    }

    @Test
    void theNameOfTheHostIsHidden() throws IOException {
        assertThat(inside("cat /proc/sys/kernel/hostname").output()).isEqualTo("localhost\n");
    }
}
