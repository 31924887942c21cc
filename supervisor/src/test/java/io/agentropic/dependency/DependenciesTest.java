package io.agentropic.dependency;

import static io.agentropic.spec.DependencyCondition.COMPLETED;
import static io.agentropic.spec.DependencyCondition.READY;
import static io.agentropic.spec.DependencyCondition.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.spec.DependencyCondition;
import io.agentropic.spec.Ties;
import io.agentropic.status.AgentState;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When an agent may start, on values. */
final class DependenciesTest {

    @ParameterizedTest
    @CsvSource({
        "STARTED, WAITING, false, Pending", "STARTED, STARTING, false, Pending", "STARTED, RUNNING, false, Clear",
        "STARTED, COMPLETED, false, Clear", "STARTED, FAILED, false, Hopeless", "STARTED, STOPPED, false, Pending",
        "READY, RUNNING, false, Pending", "READY, RUNNING, true, Clear", "READY, STOPPING, true, Pending",
        "READY, BACKOFF, false, Pending", "READY, COMPLETED, false, Hopeless", "READY, FAILED, false, Hopeless",
        "COMPLETED, RUNNING, true, Pending", "COMPLETED, COMPLETED, false, Clear", "COMPLETED, FAILED, false, Hopeless",
        "COMPLETED, STOPPED, false, Pending", "COMPLETED, STUCK, false, Pending"
    })
    void aConditionIsALevel(DependencyCondition condition, AgentState state, boolean ready, String outlook) {
        Dependencies dependencies = on(Map.of("database", condition));

        var _ = dependencies.note(new Standing("database", state, ready, 1));

        assertThat(dependencies.outlook().getClass().getSimpleName()).isEqualTo(outlook);
    }

    @Test
    void whoDependsOnNobodyMayStart() {
        assertThat(on(Map.of()).outlook()).isEqualTo(new Outlook.Clear());
    }

    @Test
    void theReasonNamesEveryAgentThatIsWaitedFor() {
        Dependencies dependencies = on(Map.of("database", READY, "migration", COMPLETED));
        var _ = dependencies.note(new Standing("database", AgentState.STARTING, false, 1));

        assertThat(dependencies.outlook())
                .isInstanceOfSatisfying(
                        Outlook.Pending.class,
                        pending -> assertThat(pending.reason())
                                .startsWith("waits for ")
                                .contains(
                                        "'database' to be ready (it is STARTING)",
                                        "'migration' to be completed (it is NEW)"));
    }

    @Test
    void theReasonNamesTheAgentThatCameToItsEnd() {
        Dependencies dependencies = on(Map.of("database", READY));
        var _ = dependencies.note(new Standing("database", AgentState.FAILED, false, 3));

        assertThat(dependencies.outlook())
                .isEqualTo(new Outlook.Hopeless("it waits for 'database' to be ready, which is FAILED"));
    }

    @Test
    void aRestartOfTheOtherIsWaitedThrough() {
        Dependencies dependencies = on(Map.of("database", READY));
        assertThat(dependencies.note(new Standing("database", AgentState.RUNNING, true, 1)))
                .isInstanceOf(Effect.News.class);
        assertThat(dependencies.note(new Standing("database", AgentState.BACKOFF, false, 1)))
                .isInstanceOf(Effect.News.class);
        assertThat(dependencies.outlook()).isInstanceOf(Outlook.Pending.class);
        assertThat(dependencies.note(new Standing("database", AgentState.STARTING, false, 2)))
                .isEqualTo(new Effect.None());
        assertThat(dependencies.note(new Standing("database", AgentState.RUNNING, true, 2)))
                .isInstanceOf(Effect.News.class);

        assertThat(dependencies.outlook()).isEqualTo(new Outlook.Clear());
    }

    @ParameterizedTest
    @EnumSource(AgentState.class)
    void anAgentThatIsNotDependedOnChangesNothing(AgentState state) {
        Dependencies dependencies = on(Map.of("database", STARTED));

        assertThat(dependencies.note(new Standing("stranger", state, true, 1))).isEqualTo(new Effect.None());
    }

    @ParameterizedTest
    @CsvSource({
        "NEW, Pending",
        "WAITING, Pending",
        "STARTING, Pending",
        "RUNNING, Clear",
        "BACKOFF, Clear",
        "FINISHING, Clear",
        "STOPPED, Clear",
        "COMPLETED, Clear",
        "FAILED, Clear",
        "STUCK, Clear"
    })
    void afterIsAnOrderAndAsksForNothing(AgentState state, String outlook) {
        Dependencies dependencies = new Dependencies(new Ties(Map.of(), Set.of("bus"), Set.of(), Set.of()));
        var _ = dependencies.note(new Standing("bus", state, false, 1));

        assertThat(dependencies.outlook().getClass().getSimpleName()).isEqualTo(outlook);
    }

    @ParameterizedTest
    @CsvSource({
        "STARTING, Pending, None", "RUNNING, Clear, None", "STOPPING, Pending, None", "FINISHING, Pending, None",
        "BACKOFF, Pending, None", "STUCK, Pending, None", "STOPPED, Pending, Stop", "COMPLETED, Hopeless, Stop",
        "FAILED, Hopeless, Stop"
    })
    void whoIsBoundEndsWhenTheOtherHasComeToRest(AgentState state, String outlook, String effect) {
        Dependencies dependencies = new Dependencies(new Ties(Map.of(), Set.of(), Set.of("bus"), Set.of()));

        assertThat(dependencies
                        .note(new Standing("bus", state, false, 1))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(effect);
        assertThat(dependencies.outlook().getClass().getSimpleName()).isEqualTo(outlook);
    }

    @Test
    void whoIsRestartedWithAnotherFollowsEachNewIncarnationOnce() {
        Dependencies dependencies = new Dependencies(new Ties(Map.of(), Set.of(), Set.of(), Set.of("bus")));

        assertThat(dependencies.note(new Standing("bus", AgentState.RUNNING, false, 1)))
                .isEqualTo(new Effect.None());
        assertThat(dependencies.note(new Standing("bus", AgentState.RUNNING, true, 1)))
                .isEqualTo(new Effect.None());
        assertThat(dependencies.note(new Standing("bus", AgentState.BACKOFF, false, 1)))
                .isEqualTo(new Effect.None());
        assertThat(dependencies.note(new Standing("bus", AgentState.RUNNING, false, 2)))
                .isEqualTo(new Effect.Restart("'bus', which it is restarted with, was restarted"));
        assertThat(dependencies.note(new Standing("bus", AgentState.RUNNING, true, 2)))
                .isEqualTo(new Effect.None());
    }

    private static Dependencies on(Map<String, DependencyCondition> conditions) {
        return new Dependencies(new Ties(conditions, Set.of(), Set.of(), Set.of()));
    }
}
