package io.agentropic.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.limits.DataSize;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SandboxConfigTest {

    @Test
    void byDefaultNothingIsWrittenAndNothingReached() {
        assertThat(SandboxConfig.builder().build()).isEqualTo(SandboxConfig.DEFAULT);
        assertThat(SandboxConfig.DEFAULT.filesystem()).isEqualTo(FilesystemAccess.READ_ONLY);
        assertThat(SandboxConfig.DEFAULT.network()).isInstanceOf(NetworkAccess.None.class);
        assertThat(SandboxConfig.DEFAULT.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/proc", "/proc/self", "/sys/fs/cgroup", "/sys", "/usr/../proc"})
    void theKernelsOwnFilesAreNotGiven(String path) {
        assertThat(SandboxConfig.builder().writable(Path.of(path)).build().violations())
                .isNotEmpty()
                .allMatch(sentence -> sentence.startsWith("sandbox.writable names " + path));
        assertThat(SandboxConfig.builder().readable(Path.of(path)).build().violations())
                .allMatch(sentence -> sentence.startsWith("sandbox.readable names " + path));
    }

    @Test
    void emptyListsAndSizesAreToldTogether() {
        assertThat(SandboxConfig.builder()
                        .network(new NetworkAccess.Restricted(List.of()))
                        .tmpSize(DataSize.ofBytes(0))
                        .build()
                        .violations())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*:443", "example.org:80", "10.0.0.1:8080", "[::1]:22", "[fe80::1]:65535"})
    void anEndpointReadsBackAsWritten(String text) {
        assertThat(Endpoint.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org", ":80", "a:0", "a:65536", "a b:80", "::1:80", "*:http", "http://a:80"})
    void whatIsNoEndpointIsRefused(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "0-100", "100-100", "200-100", "60000-70000", "1-99999999999", "a-b", "-5-10"})
    void whatIsNoRangeOfUsersIsRefused(String text) {
        assertThatThrownBy(() -> UidRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFirstOfARangeIsTheGroupAndTheRestAreUsers() {
        UidRange range = UidRange.parse("1000-1002");
        assertThat(range).hasToString("1000-1002");
        assertThat(range.group()).isEqualTo(1000);
        assertThat(range.contains(1000)).isFalse();
        assertThat(range.contains(1001)).isTrue();
        assertThat(range.contains(1002)).isTrue();
        assertThat(range.contains(1003)).isFalse();
    }
}
