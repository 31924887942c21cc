package io.agentropic.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.Probe;
import io.agentropic.spec.ProbeRole;
import io.agentropic.spec.ProgramSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HealthSectionTest {

    private static final ProgramSource AGENT = new ProgramSource.AgentClass("A", List.of());
    private static final ProgramSource PLAIN = new ProgramSource.ExecutableJar(Path.of("a.jar"));

    private final List<String> problems = new ArrayList<>();

    private HealthConfig read(String text) {
        Problems found = new Problems("FILE");
        YamlNode root = YamlReader.read(text, found);
        HealthConfig health = root instanceof YamlNode.Mapping mapping
                ? HealthSection.read(new Section(found, "", mapping), Path.of("/base"))
                : HealthConfig.NONE;
        try {
            found.throwIfAny();
        } catch (ConfigurationException e) {
            String.valueOf(e.getMessage()).lines().forEach(problems::add);
        }
        return health;
    }

    @Test
    void everyKeyOfEveryKindIsRead() {
        HealthConfig health = read("""
                health:
                  startup: { type: exec, command: [/bin/check, --all], period: 2s, failureThreshold: 30 }
                  liveness: { type: heartbeat, period: 1s, timeout: 500ms, initialDelay: 5s, progressTimeout: 1m }
                  readiness: { type: http, port: 8080, path: /ready, successThreshold: 2 }
                """);

        assertThat(problems).isEmpty();
        assertThat(health)
                .isEqualTo(HealthConfig.builder()
                        .startup(Probe.exec("/bin/check", "--all")
                                .period(Duration.ofSeconds(2))
                                .failureThreshold(30))
                        .liveness(Probe.progress(Duration.ofMinutes(1))
                                .period(Duration.ofSeconds(1))
                                .timeout(Duration.ofMillis(500))
                                .initialDelay(Duration.ofSeconds(5)))
                        .readiness(Probe.http(URI.create("http://127.0.0.1:8080/ready"))
                                .successThreshold(2))
                        .build());
        assertThat(health.violations(AGENT)).isEmpty();
    }

    @Test
    void pathsAreRelativeToTheFile() {
        HealthConfig health = read("""
                health:
                  liveness: { type: file, path: run/alive, maxAge: 30s }
                  readiness: { type: unix, path: /run/agent.sock }
                """);

        assertThat(problems).isEmpty();
        assertThat(health)
                .isEqualTo(HealthConfig.builder()
                        .liveness(Probe.modifiedFile(Path.of("/base/run/alive"), Duration.ofSeconds(30)))
                        .readiness(Probe.unix(Path.of("/run/agent.sock")))
                        .build());
        assertThat(health.violations(PLAIN)).isEmpty();
    }

    @Test
    void aProbeOfAProgramNeedsAnAbsolutePath() {
        assertThat(HealthConfig.builder()
                        .liveness(Probe.unix(Path.of("agent.sock")))
                        .build()
                        .violations(PLAIN))
                .containsExactly("health.liveness.path must be absolute, 'agent.sock' is not");
    }

    @Test
    void whatIsNotWrittenHasTheDefaultsOfItsRole() {
        HealthConfig health = read("""
                health:
                  startup: { type: tcp, port: 80 }
                  liveness: { type: heartbeat }
                  readiness: { type: http, url: "http://db:81/" }
                """);

        assertThat(timing(health, ProbeRole.STARTUP)).isEqualTo("PT1S PT3S 60 1 PT0S");
        assertThat(timing(health, ProbeRole.LIVENESS)).isEqualTo("PT10S PT3S 3 1 PT0S");
        assertThat(timing(health, ProbeRole.READINESS)).isEqualTo("PT5S PT3S 3 1 PT0S");
    }

    private static String timing(HealthConfig health, ProbeRole role) {
        Probe probe = health.probe(role).orElseThrow();
        return probe.period() + " " + probe.timeout() + " " + probe.failureThreshold() + " " + probe.successThreshold()
                + " " + probe.initialDelay();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "liveness: { period: 1s }|'type' is missing: heartbeat, http, tcp, unix, file or exec",
                "liveness: { type: ping }|'ping' is none of heartbeat, http, tcp, unix, file, exec",
                "liveness: { type: http }|'url' is missing, or 'port' (and 'path')",
                "liveness: { type: tcp }|'port' is missing",
                "liveness: { type: unix }|'path' is missing",
                "liveness: { type: file, path: x }|'maxAge' is missing",
                "liveness: { type: file, maxAge: 1s }|'path' is missing",
                "liveness: { type: exec }|'command' is missing",
                "liveness: { type: http, url: 'http://a/', port: 80 }|give either 'url' or 'port' and 'path'",
                "liveness: { type: http, port: 80, path: x }|must begin with '/', not be 'x'",
                "liveness: { type: tcp, port: 80, url: x }|health.liveness.url: unknown key",
                "alive: { type: heartbeat }|health.alive: unknown key"
            })
    void whatCannotBeReadIsLocated(String text, String problem) {
        read("health:\n  " + text + "\n");

        assertThat(problems).singleElement().asString().contains(problem).startsWith("FILE:2:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "liveness: { type: heartbeat, period: 0s }|health.liveness.period must be above zero, not PT0S",
                "liveness: { type: heartbeat, timeout: 0s }|health.liveness.timeout must be above zero, not PT0S",
                "liveness: { type: heartbeat, failureThreshold: 0 }|health.liveness.failureThreshold must be at least 1, not 0",
                "liveness: { type: heartbeat, successThreshold: 2 }|health.liveness.successThreshold can only be 1 for liveness, not 2",
                "startup: { type: tcp, port: 1, successThreshold: 2 }|health.startup.successThreshold can only be 1 for startup, not 2",
                "readiness: { type: heartbeat, progressTimeout: 1s }|health.readiness.progressTimeout is for liveness only",
                "liveness: { type: heartbeat, progressTimeout: 0s }|health.liveness.progressTimeout must be above zero",
                "liveness: { type: tcp, port: 70000 }|health.liveness.port must be from 1 to 65535, not 70000",
                "liveness: { type: http, url: 'https://a/' }|health.liveness.url must begin with http://",
                "liveness: { type: http, url: 'http:///x' }|health.liveness.url must name a host",
                "liveness: { type: file, path: x, maxAge: 0s }|health.liveness.maxAge must be above zero, not 0s",
                "liveness: { type: exec, command: ['']}|health.liveness.command must name a program"
            })
    void whatCannotBeIsAViolation(String text, String violation) {
        HealthConfig health = read("health:\n  " + text + "\n");

        assertThat(problems).isEmpty();
        assertThat(health.violations(AGENT)).singleElement().asString().startsWith(violation);
    }

    @Test
    void aPlainProgramCannotSayThatItIsReady() {
        HealthConfig health = HealthConfig.builder()
                .readiness(Probe.heartbeat())
                .liveness(Probe.progress(Duration.ofSeconds(5)))
                .build();

        assertThat(health.violations(AGENT)).isEmpty();
        assertThat(health.violations(PLAIN))
                .hasSize(2)
                .anyMatch(sentence -> sentence.startsWith("health.readiness.type heartbeat wants context.ready()"))
                .anyMatch(sentence -> sentence.startsWith("health.liveness.progressTimeout wants context.progress()"));
        assertThat(HealthConfig.builder().liveness(Probe.heartbeat()).build().violations(PLAIN))
                .isEmpty();
    }
}
