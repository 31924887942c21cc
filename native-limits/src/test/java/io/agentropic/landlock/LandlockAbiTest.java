package io.agentropic.landlock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class LandlockAbiTest {

    @ParameterizedTest
    @CsvSource({
        "1, 0x1fff, 0, 0",
        "2, 0x3fff, 0, 0",
        "3, 0x7fff, 0, 0",
        "4, 0x7fff, 3, 0",
        "5, 0xffff, 3, 0",
        "6, 0xffff, 3, 3",
        "7, 0xffff, 3, 3",
        "8, 0xffff, 3, 3",
        "9, 0x1ffff, 3, 3",
        "42, 0x1ffff, 3, 3"
    })
    void eachVersionHoldsWhatItKnows(int version, String files, long ports, long scopes) {
        var abi = new LandlockAbi(version);
        assertThat(abi.fileRights()).isEqualTo(Long.decode(files));
        assertThat(abi.portRights()).isEqualTo(ports);
        assertThat(abi.scopes()).isEqualTo(scopes);
    }

    @ParameterizedTest
    @EnumSource(Grant.class)
    void noGrantExceedsWhatTheVersionKnows(Grant grant) {
        for (int version = 1; version <= 9; version++) {
            var abi = new LandlockAbi(version);
            assertThat(grant.rights(abi, true) & ~abi.fileRights()).isZero();
        }
    }

    @Test
    void whatIsNoDirectoryHasNoRightsOfDirectories() {
        var abi = new LandlockAbi(7);
        assertThat(Grant.READ.rights(abi, false)).isEqualTo(4);
        assertThat(Grant.READ_AND_EXECUTE.rights(abi, false)).isEqualTo(5);
        assertThat(Grant.READ_AND_WRITE.rights(abi, false)).isEqualTo(4 | 2 | 0x4000);
    }

    @Test
    void writingMakesNoDevicesAndStartsNoPrograms() {
        long rights = Grant.READ_AND_WRITE.rights(new LandlockAbi(9), true);
        assertThat(rights & (1 | 0x40 | 0x800 | 0x8000)).isZero();
        assertThat(rights & 0x2000).isNotZero();
    }

    @Test
    void connectingIsGrantedWhereTheKernelAsks() {
        assertThat(Grant.CONNECT.rights(new LandlockAbi(8), false)).isZero();
        assertThat(Grant.CONNECT.rights(new LandlockAbi(9), false)).isEqualTo(0x10000);
    }
}
