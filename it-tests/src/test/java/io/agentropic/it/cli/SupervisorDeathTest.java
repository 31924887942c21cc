package io.agentropic.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.siege.LevelsHere;
import io.agentropic.it.support.Cli;
import io.agentropic.it.support.Cli.CliResult;
import io.agentropic.it.support.Cli.Running;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Processes;
import io.agentropic.it.support.Product;
import io.agentropic.spec.IsolationLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor that is killed takes its workers with it, and the next one starts as if nothing had been. */
@Tag("host")
class SupervisorDeathTest {

    private static final int AGENTS = 5;

    @TempDir
    Path directory;

    @BeforeEach
    void otherUsersMayReachWhatTheyKnowOf() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @Test
    void afterAKillAllWorkersAreGoneWithinFiveSecondsAndTheNextStartWorks() throws Exception {
        Cli cli = Cli.in(directory);
        Path file = Files.writeString(directory.resolve("agents.yaml"), agents());
        Running first = cli.start(cli.here("up", file.toString()));
        awaitAllRunning(first);
        List<Long> everyone =
                first.process().descendants().map(ProcessHandle::pid).toList();
        assertThat(everyone).hasSizeGreaterThanOrEqualTo(AGENTS);
        first.process().destroyForcibly().waitFor();

        Eventually.within(
                Duration.ofSeconds(5),
                () -> "alive: " + everyone.stream().filter(Processes::alive).toList(),
                () -> everyone.stream().noneMatch(Processes::alive));

        Running second = cli.start(cli.here("up", file.toString()));
        awaitAllRunning(second);
        second.process().destroy();
        assertThat(second.await(Duration.ofSeconds(60)).code()).isZero();
    }

    @Test
    void killedAtAnyMomentOfAStartItLeavesNoProcessAndTheNextStartClearsTheRest() throws Exception {
        Cli cli = Cli.in(directory);
        for (IsolationLevel level : LevelsHere.all()) {
            for (int millis : List.of(0, 40)) {
                Running up = cli.start(cli.here(
                        "run", "--isolation", level.word(), Product.agentsJar().toString(), "--", "hang"));
                Eventually.within(
                        Eventually.GENEROUS,
                        () -> "nothing is started: " + up.out() + up.err(),
                        () -> !Processes.ofRun(cli.runDirectory()).isEmpty());
                TimeUnit.MILLISECONDS.sleep(millis);
                up.process().destroyForcibly().waitFor();
                Eventually.within(
                        Eventually.GENEROUS,
                        () -> level + ", killed after " + millis + " ms, leaves " + Processes.ofRun(cli.runDirectory()),
                        () -> Processes.ofRun(cli.runDirectory()).isEmpty());
            }
        }
        for (IsolationLevel level : LevelsHere.all()) {
            CliResult next = cli.run(cli.here(
                    "run", "--isolation", level.word(), Product.agentsJar().toString(), "--", "print", "hello"));
            assertThat(next.code()).as(next.err()).isZero();
            assertThat(next.out()).isEqualTo("hello\n");
        }
        assertThat(Lane.groupsOf(cli.runDirectory())).isEmpty();
    }

    private static void awaitAllRunning(Running up) throws InterruptedException {
        Eventually.within(
                Eventually.GENEROUS,
                () -> "not all run: " + up.out() + up.err(),
                () -> up.out()
                                .lines()
                                .filter(line -> line.matches(".*STARTING +. RUNNING.*"))
                                .count()
                        == AGENTS + (LevelsHere.all().size() - 1));
    }

    private static String agents() {
        StringBuilder yaml = new StringBuilder("apiVersion: agentropic/v1\nagents:\n");
        for (int i = 0; i < AGENTS - 1; i++) {
            yaml.append("""
                      echo-%d:
                        agentClass: io.agentropic.it.agents.EchoAgent
                        classpath: [%s]
                        jvm: { maxHeap: 24MiB }
                    """.formatted(i, Product.agentsJar()));
        }
        yaml.append("""
                  plain:
                    jar: %s
                    args: [ignore-term]
                    jvm: { maxHeap: 24MiB }
                """.formatted(Product.agentsJar()));
        for (IsolationLevel level : LevelsHere.all().subList(1, LevelsHere.all().size())) {
            yaml.append("""
                      at-%s:
                        jar: %s
                        args: [ignore-term]
                        isolation: %1$s
                        jvm: { maxHeap: 24MiB }
                    """.formatted(level.word(), Product.agentsJar()));
        }
        return yaml.toString();
    }
}
