package io.agentropic.it.shared;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.Payload;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.agents.ToilingAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.schedule.Policies;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.Priority;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Agents that share a JVM with one carrier take turns at their checkpoints. */
@Tag("host")
@Tag("once")
class SharedTurnsTest {

    private static final Duration WHILE = Duration.ofSeconds(3);

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @BeforeEach
    void open() {
        Tenants.open(run, 1);
    }

    @Test
    void underFairShareEachMakesAsManyStepsHoweverLongTheyAre() throws Exception {
        List<Double> steps = steps(toiling("short", 1), toiling("long", 3));

        assertThat(steps.get(0) / steps.get(1)).isCloseTo(1, Percentage.withPercentage(15));
    }

    @Test
    void aHeavierOneMakesMoreStepsAndOneThatIsMadeAsHeavyAsMany() throws Exception {
        AgentHandle normal = toiling("normal", 1);
        AgentHandle high = run.spawn(spec("high", 1).priority(Priority.HIGH));
        List<Double> steps = steps(normal, high);
        assertThat(steps.get(1) / steps.get(0)).isCloseTo(10, Percentage.withPercentage(25));

        normal.update(Priority.HIGH);
        List<Double> after = steps(normal, high);
        assertThat(after.get(1) / after.get(0)).isCloseTo(1, Percentage.withPercentage(25));
    }

    @Test
    void inTurnsEachHasAsMuchTime() throws Exception {
        AgentHandle brief = toiling("short", 1);
        AgentHandle lengthy = toiling("long", 4);
        run.runtime().scheduler().policy(Policies.ROUND_ROBIN);
        List<Double> steps = steps(brief, lengthy);

        assertThat(steps.get(0) / steps.get(1)).isCloseTo(4, Percentage.withPercentage(30));
    }

    @Test
    void byPriorityTheHigherComesFirstTheLowerHasAFloorAndAllOnceItIsAlone() throws Exception {
        run.runtime().scheduler().policy(Policies.PRIORITY);
        AgentHandle low = run.spawn(spec("low", 1).priority(Priority.LOW));
        AgentHandle high = run.spawn(spec("high", 1).priority(Priority.HIGH));
        List<Double> steps = steps(low, high);
        assertThat(steps.get(0)).isGreaterThan(0);
        assertThat(steps.get(0) / steps.get(1)).isLessThan(0.05);

        high.stop();
        List<Double> alone = steps(low);
        assertThat(alone.getFirst()).isGreaterThan(steps.get(0) * 10);
    }

    @Test
    void messagesAreHandedOverAtTheAgentsRate() throws Exception {
        AgentHandle echo = run.started(AgentSpec.ofClass(EchoAgent.class)
                .isolation(Tenants.NONE)
                .supervision(Programs.ONCE)
                .messageRate(20));
        long began = System.nanoTime();
        for (int i = 0; i < 60; i++) {
            echo.send(Payload.of("hello"));
        }
        eventually("a second's worth", () -> echo.metrics().messagesReceived() >= 20);
        eventually("all of it", () -> echo.metrics().messagesReceived() == 60);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(1_950));
        assertThat(echo.metrics().messagesLost()).isZero();
    }

    private AgentHandle toiling(String name, int millis) {
        return run.spawn(spec(name, millis));
    }

    private static AgentSpec.Builder spec(String name, int millis) {
        return AgentSpec.ofClass(ToilingAgent.class)
                .name(name)
                .args(Integer.toString(millis))
                .isolation(Tenants.NONE)
                .supervision(Programs.ONCE);
    }

    /** What each makes in a while during which all of them run. */
    private static List<Double> steps(AgentHandle... agents) throws InterruptedException {
        for (AgentHandle agent : agents) {
            eventually(agent.name() + " makes steps", () -> agent.state() == AgentState.RUNNING && made(agent) > 0);
        }
        List<Long> before =
                IntStream.range(0, agents.length).mapToObj(i -> made(agents[i])).toList();
        Thread.sleep(WHILE);
        return IntStream.range(0, agents.length)
                .mapToObj(i -> (double) (made(agents[i]) - before.get(i)))
                .toList();
    }

    private static long made(AgentHandle agent) {
        return agent.metrics().progress();
    }
}
