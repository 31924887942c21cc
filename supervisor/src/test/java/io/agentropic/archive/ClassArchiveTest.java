package io.agentropic.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.program.JavaHome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassArchiveTest {

    private static final ClassArchive ARCHIVE = new ClassArchive(Path.of("/c/a.aot"), ClassArchive.Form.AOT_CACHE);

    @ParameterizedTest
    @CsvSource({"17, DYNAMIC_CDS", "24, DYNAMIC_CDS", "25, AOT_CACHE", "26, AOT_CACHE"})
    void theVersionOfTheJvmDecidesOnTheForm(int version, ClassArchive.Form form) {
        JavaHome java = new JavaHome(Path.of("/jvm"), Path.of("/jvm/bin/java"), version);
        assertThat(ClassArchive.Form.of(java)).isEqualTo(form);
    }

    @Test
    void itIsMappedAtItsOwnAddressOnlyWhereThatIsAsked() {
        assertThat(ARCHIVE.flags(false)).containsExactly("-XX:AOTCache=/c/a.aot", "-Xlog:aot*=off,cds*=off");
        assertThat(ARCHIVE.flags(true)).contains("-XX:ArchiveRelocationMode=0").containsAll(ARCHIVE.flags(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xshare:off",
                "-XX:SharedArchiveFile=a.jsa",
                "-XX:AOTCache=mine.aot",
                "-XX:AOTMode=off",
                "-XX:+AutoCreateSharedArchive",
                "-XX:ArchiveClassesAtExit=a.jsa"
            })
    void aUserWhoSettlesItKeepsOursOut(String option) {
        assertThat(ARCHIVE.fits(List.of("-Xss1m", option))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseZGC", "-Xlog:gc", "-Dkey=-Xshare:off"})
    void otherOptionsDoNot(String option) {
        assertThat(ARCHIVE.fits(List.of(option))).isTrue();
    }
}
