package io.agentropic.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against the real kernel. */
@Tag("host")
final class SyscallTest {

    private static final long NOBODY = 999_999_999;

    private final Process child = start();

    private static Process start() {
        try {
            return new ProcessBuilder("sleep", "100").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void end() {
        child.destroyForcibly();
    }

    @Test
    void anRlimitIsSetForSoftAndHardAndReadBack() {
        assertThat(Rlimit.NOFILE.set(child.pid(), 64)).isEqualTo(new Rlimit.Pair(64, 64));
        assertThat(Rlimit.NOFILE.of(child.pid())).isEqualTo(new Rlimit.Pair(64, 64));
        assertThat(Rlimit.CORE.set(child.pid(), 0)).isEqualTo(new Rlimit.Pair(0, 0));
    }

    @Test
    void aFailedCallNamesItselfItsArgumentsAndTheError() {
        assertThatThrownBy(() -> Rlimit.NOFILE.set(NOBODY, 64))
                .isInstanceOf(SyscallException.class)
                .hasMessage("prlimit(999999999, RLIMIT_NOFILE, 64): ESRCH");
        assertThatThrownBy(() -> FileSystemType.of(Path.of("/no/such/path")))
                .isInstanceOf(SyscallException.class)
                .hasMessage("statfs(/no/such/path): ENOENT");
    }

    @Test
    void aPidfdSignalsItsProcessAndNoLaterOne() throws Exception {
        try (Pidfd pidfd = Pidfd.open(child.pid()).orElseThrow()) {
            assertThat(pidfd.send(Signals.SIGTERM)).isTrue();
            assertThat(child.waitFor()).isEqualTo(128 + Signals.SIGTERM);
            assertThat(pidfd.send(Signals.SIGTERM)).isFalse();
        }
        assertThat(Pidfd.open(NOBODY)).isEmpty();
    }

    @Test
    void aClosedPidfdSendsNothing() {
        Pidfd pidfd = Pidfd.open(child.pid()).orElseThrow();
        pidfd.close();
        pidfd.close();
        assertThat(pidfd.send(Signals.SIGKILL)).isFalse();
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void fileSystemsAreToldApart() {
        long procSuperMagic = 0x9fa0;
        assertThat(FileSystemType.of(Path.of("/proc"))).isEqualTo(procSuperMagic);
    }

    @Test
    void theUserIsTheOneThatProcShows() throws IOException {
        String status = Files.readString(Path.of("/proc/self/status"));
        assertThat(status).containsPattern("Uid:\t\\d+\t" + CurrentProcess.effectiveUser() + "\t");
    }

    @Test
    void pagesAreAPowerOfTwo() {
        assertThat(Integer.bitCount(CurrentProcess.pageBytes())).isOne();
        assertThat(CurrentProcess.pageBytes()).isGreaterThanOrEqualTo(4096);
    }
}
