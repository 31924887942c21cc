package io.agentropic.confine;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.landlock.Grant;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SystemPathsTest {

    @Test
    void theCLibraryIsFoundWhereThisJvmHasIt() {
        assertThat(SystemPaths.directoriesIn("""
                        7f00-7f01 r-xp 00000000 00:1d 1 /usr/lib/x86_64-linux-gnu/libc.so.6
                        7f02-7f03 r-xp 00000000 00:1d 2 /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
                        7f04-7f05 r-xp 00000000 00:1d 3 /usr/lib/jvm/jdk-25/lib/server/libjvm.so
                        7f06-7f07 r-xp 00000000 00:1d 4 /tmp/jna-1/jna123.tmp (deleted)
                        7f08-7f09 rw-p 00000000 00:00 0 [stack]
                        7f0a-7f0b rw-p 00000000 00:00 0
                        """)).containsExactly(Path.of("/usr/lib/x86_64-linux-gnu"));
        assertThat(SystemPaths.directoriesIn("7f00-7f01 r-xp 0 00:1d 1 /lib/ld-musl-x86_64.so.1\n"))
                .containsExactly(Path.of("/lib"));
    }

    @Test
    void onlyLibrariesAndTheShellCanBeExecuted() {
        assertThat(SystemPaths.rules())
                .filteredOn(rule -> rule.grant() == Grant.READ_AND_EXECUTE)
                .extracting(rule -> rule.path().toString())
                .contains("/bin/sh")
                .allMatch(path -> path.equals("/bin/sh") || path.contains("lib"));
        assertThat(SystemPaths.rules()).noneMatch(rule -> rule.grant() == Grant.READ_AND_WRITE);
    }
}
