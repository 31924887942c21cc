package io.agentropic.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArchitectureTest {

    @ParameterizedTest
    @CsvSource({"amd64, X86_64", "x86_64, X86_64", "aarch64, AARCH64", "arm64, AARCH64"})
    void bothAreKnownByEachOfTheirNames(String name, Architecture expected) {
        assertThat(Architecture.named("Linux", name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"Linux, riscv64", "Mac OS X, aarch64", "Windows 11, amd64"})
    void anyOtherHostIsRefusedInOneSentence(String os, String arch) {
        assertThatThrownBy(() -> Architecture.named(os, arch))
                .isInstanceOf(UnsupportedHostException.class)
                .hasMessage("Agentropic Supervisor needs Linux on x86_64 or aarch64; this is " + os + " on " + arch);
    }

    @Test
    void errorNumbersHaveTheirNames() {
        assertThat(Errno.name(1)).isEqualTo("EPERM");
        assertThat(Errno.name(22)).isEqualTo("EINVAL");
        assertThat(Errno.name(38)).isEqualTo("ENOSYS");
        assertThat(Errno.name(40)).isEqualTo("ELOOP");
        assertThat(Errno.name(95)).isEqualTo("EOPNOTSUPP");
    }
}
