package io.agentropic.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agentropic.restart.RestartBudget;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.AutoShutdown;
import io.agentropic.spec.DependencyCondition;
import io.agentropic.spec.Escalation;
import io.agentropic.spec.GroupSpec;
import io.agentropic.spec.GroupStrategy;
import io.agentropic.spec.Ties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents and groups of a file name in each other. */
final class CrossReferencesTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void executableJar() throws IOException {
        SampleJar.writeTo(directory.resolve("app.jar"));
        file = directory.resolve("agents.yaml");
    }

    @Test
    void dependenciesAndGroupsAreRead() throws IOException {
        Configuration read = read("""
                apiVersion: agentropic/v1
                groups:
                  crawlers:
                    strategy: rest-for-one
                    restart: { maxRestarts: 3, window: 1m }
                    escalation: stop-supervisor
                    autoShutdown: any-significant
                agents:
                  web: { jar: app.jar, dependsOn: { database: ready, migration: completed }, group: crawlers, significant: true }
                  database: { jar: app.jar }
                  migration: { jar: app.jar, dependsOn: { database: started } }
                """);

        AgentSpec web = read.agents().getFirst();
        assertThat(web.ties().dependsOn())
                .isEqualTo(Map.of("database", DependencyCondition.READY, "migration", DependencyCondition.COMPLETED));
        assertThat(web.group()).isEqualTo("crawlers");
        assertThat(web.significant()).isTrue();
        assertThat(read.groups())
                .containsExactly(new GroupSpec(
                        "crawlers",
                        GroupStrategy.REST_FOR_ONE,
                        new RestartBudget(3, Duration.ofMinutes(1)),
                        Escalation.STOP_SUPERVISOR,
                        AutoShutdown.ANY_SIGNIFICANT,
                        null,
                        100));
    }

    @Test
    void everyKindOfTieIsReadAndStandsForAllInstances() throws IOException {
        Ties ties = read("""
                apiVersion: agentropic/v1
                agents:
                  shard: { jar: app.jar, instances: 2 }
                  bus: { jar: app.jar }
                  web: { jar: app.jar, after: shard, bindsTo: [bus, shard-1], restartWith: [bus] }
                """).agents().getLast().ties();

        assertThat(ties)
                .isEqualTo(new Ties(Map.of(), Set.of("shard-1", "shard-2"), Set.of("bus", "shard-1"), Set.of("bus")));
    }

    @Test
    void aTieToAnUnknownAgentIsRefusedWithASuggestion() throws IOException {
        assertThat(problems("""
                apiVersion: agentropic/v1
                agents:
                  bus: { jar: app.jar, after: bus }
                  web:
                    jar: app.jar
                    after: [buss]
                    bindsTo: [buz]
                    restartWith: [sub]
                """))
                .anyMatch(line -> line.contains(".yaml:3:") && line.contains("cannot wait for itself"))
                .anyMatch(line ->
                        line.contains(".yaml:6:") && line.contains("after") && line.contains("did you mean 'bus'?"))
                .anyMatch(line -> line.contains(".yaml:7:") && line.contains("bindsTo: no agent is named 'buz'"))
                .anyMatch(line -> line.contains(".yaml:8:") && line.contains("restartWith: no agent is named 'sub'"));
    }

    @Test
    void aCircleOfDifferentTiesIsRefusedWithItsPath() throws IOException {
        assertThat(problems("""
                apiVersion: agentropic/v1
                agents:
                  a: { jar: app.jar, dependsOn: { b: ready } }
                  b: { jar: app.jar, bindsTo: c }
                  c: { jar: app.jar, restartWith: d }
                  d: { jar: app.jar, after: a }
                """)).anyMatch(line -> line.contains("a → b → c → d → a"));
    }

    @Test
    void groupsInsideOthersComeAfterThem() throws IOException {
        Configuration read = read("""
                apiVersion: agentropic/v1
                groups: { inner: { parent: outer }, outer: {} }
                agents: { a: { jar: app.jar, group: inner } }
                """);

        assertThat(read.groups()).extracting(GroupSpec::name).containsExactly("outer", "inner");
        assertThat(read.groups().getLast().parent()).isEqualTo("outer");
    }

    @Test
    void aGroupCannotBeInsideOneThatIsNotThereNorInsideItself() throws IOException {
        assertThat(problems("""
                        apiVersion: agentropic/v1
                        groups: { inner: { parent: otter }, outer: {} }
                        agents: { a: { jar: app.jar, group: inner } }
                        """))
                .singleElement()
                .asString()
                .contains("groups.inner.parent", "no group is named 'otter'", "'outer'");
        assertThat(problems("""
                        apiVersion: agentropic/v1
                        groups: { one: { parent: two }, two: { parent: one } }
                        agents: { a: { jar: app.jar, group: one } }
                        """))
                .singleElement()
                .asString()
                .contains("these groups would be inside each other: one → two → one");
    }

    @Test
    void aGroupHasDefaults() throws IOException {
        Configuration read = read("""
                apiVersion: agentropic/v1
                groups: { plain: {}, together: { strategy: one-for-all } }
                agents: { a: { jar: app.jar, group: plain }, b: { jar: app.jar, group: together } }
                """);

        assertThat(read.groups())
                .containsExactly(
                        GroupSpec.named("plain")
                                .maxRestarts(RestartBudget.UNLIMITED)
                                .build(),
                        GroupSpec.named("together")
                                .strategy(GroupStrategy.ONE_FOR_ALL)
                                .maxRestarts(5)
                                .window(Duration.ofMinutes(10))
                                .build());
    }

    @Test
    void theNameOfSeveralInstancesStandsForAllOfThem() throws IOException {
        Configuration read = read("""
                apiVersion: agentropic/v1
                agents:
                  shard: { jar: app.jar, instances: 2 }
                  all: { jar: app.jar, dependsOn: { shard: ready } }
                  one: { jar: app.jar, dependsOn: { shard-2: ready } }
                """);

        assertThat(read.agents().get(2).ties().dependsOn().keySet()).containsExactlyInAnyOrder("shard-1", "shard-2");
        assertThat(read.agents().get(3).ties().dependsOn().keySet()).containsExactly("shard-2");
    }

    @Test
    void anUnknownTargetIsReportedWhereItStandsWithASuggestion() throws IOException {
        assertThat(problems("""
                apiVersion: agentropic/v1
                agents:
                  web:
                    jar: app.jar
                    dependsOn: { databse: ready }
                  database: { jar: app.jar }
                """))
                .singleElement()
                .asString()
                .contains(":5:18: agents.web.dependsOn.databse: no agent is named 'databse'", "'database'");
    }

    @Test
    void anAgentThatWaitsForItselfIsRefused() throws IOException {
        assertThat(problems("""
                apiVersion: agentropic/v1
                agents: { web: { jar: app.jar, dependsOn: { web: ready } } }
                """))
                .singleElement()
                .asString()
                .contains("agents.web.dependsOn.web: an agent cannot wait for itself");
    }

    @Test
    @DisplayName("S54: a cycle of twenty is refused with its path")
    void aCycleOfTwentyIsRefusedWithItsPath() throws IOException {
        String agents = IntStream.range(0, 20)
                .mapToObj(i -> "  a" + i + ": { jar: app.jar, dependsOn: { a" + (i + 1) % 20 + ": started } }\n")
                .collect(Collectors.joining());

        assertThat(problems("apiVersion: agentropic/v1\nagents:\n" + agents))
                .singleElement()
                .asString()
                .contains("agents.a0.dependsOn: ", "a0 → a1 → a2 → ", " → a19 → a0");
    }

    @Test
    void anUnknownGroupIsRefusedWithASuggestion() throws IOException {
        assertThat(problems("""
                apiVersion: agentropic/v1
                groups: { crawlers: {} }
                agents: { web: { jar: app.jar, group: crawler } }
                """))
                .singleElement()
                .asString()
                .contains("agents.web.group: no group is named 'crawler'", "'crawlers'");
    }

    @Test
    @DisplayName("S48: significant with the policy always, or where it has no effect, is refused")
    void significantIsRefusedWhereItMeansNothing() throws IOException {
        assertThat(problems("""
                apiVersion: agentropic/v1
                groups:
                  ends: { autoShutdown: all-significant }
                  stays: {}
                  nobody: { autoShutdown: any-significant }
                agents:
                  a: { jar: app.jar, group: ends, significant: true, restart: { policy: always } }
                  b: { jar: app.jar, group: stays, significant: true }
                  c: { jar: app.jar, significant: true }
                """))
                .hasSize(4)
                .anyMatch(
                        problem -> problem.contains("agents.a: significant cannot go with the restart policy 'always'"))
                .anyMatch(problem -> problem.contains("agents.b: significant has no effect")
                        && problem.contains("autoShutdown of group 'stays'"))
                .anyMatch(problem -> problem.contains("agents.c.significant: has no effect outside a group"))
                .anyMatch(problem -> problem.contains("groups.nobody.autoShutdown: has no effect"));
    }

    @Test
    void wrongValuesOfAGroupAreReportedWhereTheyStand() throws IOException {
        assertThat(problems("""
                apiVersion: agentropic/v1
                groups:
                  g:
                    strategy: one-for-al
                    restart: { maxRestarts: -2, window: 0s }
                    limits: { memory: 1GiB }
                    escalate: none
                agents: { a: { jar: app.jar, group: g } }
                """))
                .hasSize(5)
                .anyMatch(problem -> problem.contains(":4:15: groups.g.strategy: 'one-for-al' is none of"))
                .anyMatch(problem -> problem.contains("groups.g: restart.maxRestarts must be 0 or more"))
                .anyMatch(problem -> problem.contains("groups.g: restart.window must be above zero"))
                .anyMatch(problem -> problem.contains("groups.g.limits: not available in this version"))
                .anyMatch(problem -> problem.contains("groups.g.escalate: unknown key"));
    }

    private List<String> problems(String text) throws IOException {
        Files.writeString(file, text);
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> ConfigurationReader.read(file));
        return String.valueOf(refused.getMessage()).lines().toList();
    }

    private Configuration read(String text) throws IOException {
        Files.writeString(file, text);
        return ConfigurationReader.read(file);
    }
}
