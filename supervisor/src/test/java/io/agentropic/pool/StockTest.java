package io.agentropic.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.fence.FenceRequest;
import io.agentropic.ipc.Program;
import io.agentropic.launch.LaunchProfile;
import io.agentropic.launch.ResolvedProgram;
import io.agentropic.limits.Enforcement;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.program.InspectedProgram;
import io.agentropic.program.JavaHome;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.ProgramSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StockTest {

    private static final Duration MAX_IDLE = Duration.ofMinutes(1);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE = 60 * SECOND;

    private static final Recipe RED = recipe("red");
    private static final Recipe BLUE = recipe("blue");
    private static final Recipe GREEN = recipe("green");

    /** A worker, as far as the stock looks at it. */
    private record Worker(LaunchProfile profile, long sinceNanos, boolean waits) implements Stocked {
        static Worker of(Recipe recipe, long sinceNanos) {
            return new Worker(recipe.profile(), sinceNanos, true);
        }
    }

    @Test
    void onlyTheFirstDemandForAKindIsNews() {
        Stock<Worker> stock = stock(2);
        assertThat(stock.demand(RED, 0)).isTrue();
        assertThat(stock.demand(RED, SECOND)).isFalse();
        assertThat(stock.demand(BLUE, SECOND)).isTrue();
    }

    @Test
    void withoutPlacesNothingIsMissing() {
        Stock<Worker> stock = stock(0);
        assertThat(stock.demand(RED, 0)).isFalse();
        assertThat(stock.missing()).isEmpty();
    }

    @Test
    void aKindIsMissingUntilItsShareWaits() {
        Stock<Worker> stock = stock(2);
        stock.demand(RED, 0);
        assertThat(missing(stock)).contains(RED);
        stock.put(Worker.of(RED, 0), Optional.empty());
        assertThat(missing(stock)).contains(RED);
        stock.put(Worker.of(RED, 0), Optional.empty());
        assertThat(missing(stock)).isEmpty();
    }

    @Test
    void placesAreSharedOutAmongTheKindsTheLatestFirst() {
        Stock<Worker> stock = stock(3);
        stock.demand(RED, 0);
        stock.demand(BLUE, SECOND);
        assertThat(missing(stock)).contains(BLUE);
        stock.put(Worker.of(BLUE, SECOND), Optional.empty());
        stock.put(Worker.of(BLUE, SECOND), Optional.empty());
        assertThat(missing(stock)).contains(RED);
        stock.put(Worker.of(RED, SECOND), Optional.empty());
        assertThat(missing(stock)).isEmpty();
    }

    @Test
    void whatHasWaitedLongestIsTakenFirstAndOnlyByItsKind() {
        Stock<Worker> stock = stock(2);
        Worker first = Worker.of(RED, 0);
        stock.put(first, Optional.empty());
        stock.put(Worker.of(RED, SECOND), Optional.empty());

        assertThat(stock.take(BLUE.profile(), "a")).isEmpty();
        assertThat(stock.take(RED.profile(), "a")).containsSame(first);
        assertThat(stock.waiting()).isEqualTo(1);
    }

    @Test
    void anAgentsOwnWorkerIsTakenBeforeThoseForAllAndByNobodyElse() {
        Stock<Worker> stock = stock(1);
        Worker forAll = Worker.of(RED, 0);
        Worker own = Worker.of(RED, SECOND);
        stock.put(forAll, Optional.empty());
        stock.put(own, Optional.of("keeper"));

        assertThat(stock.take(RED.profile(), "keeper")).containsSame(own);
        stock.put(own, Optional.of("keeper"));
        assertThat(stock.take(RED.profile(), "other")).containsSame(forAll);
        assertThat(stock.take(RED.profile(), "other")).isEmpty();
        assertThat(stock.standbys()).isEqualTo(1);
    }

    @Test
    void standbysAreMadeBeforeWorkersForAllAndTakeNoPlace() {
        Stock<Worker> stock = stock(1);
        stock.demand(BLUE, 0);
        stock.keep("keeper", RED);
        assertThat(stock.missing()).contains(new Stock.Order(RED, Optional.of("keeper")));
        stock.put(Worker.of(RED, 0), Optional.of("keeper"));
        assertThat(stock.missing()).contains(new Stock.Order(BLUE, Optional.empty()));
        assertThat(stock.waiting()).isZero();
    }

    @Test
    void aStandbyOfAKindThatItsAgentKeepsNoMoreIsUnwanted() {
        Stock<Worker> stock = stock(1);
        Worker old = Worker.of(RED, 0);
        stock.keep("keeper", RED);
        stock.put(old, Optional.of("keeper"));
        assertThat(stock.takeUnwanted(0)).isEmpty();

        stock.keep("keeper", BLUE);
        assertThat(stock.takeUnwanted(0)).containsExactly(old);
        assertThat(stock.standbys()).isZero();
    }

    @Test
    void aStandbyWhoseAgentRestsIsUnwanted() {
        Stock<Worker> stock = stock(1);
        Worker own = Worker.of(RED, 0);
        stock.keep("keeper", RED);
        stock.put(own, Optional.of("keeper"));
        stock.release("keeper");
        assertThat(stock.takeUnwanted(0)).containsExactly(own);
    }

    @Test
    void aKindIsEvictedOnceNobodyHasAskedForItForTheLongestIdleTime() {
        Stock<Worker> stock = stock(1);
        Worker worker = Worker.of(RED, 0);
        stock.demand(RED, 0);
        stock.put(worker, Optional.empty());
        assertThat(stock.takeUnwanted(MINUTE)).isEmpty();
        stock.demand(RED, MINUTE);
        assertThat(stock.takeUnwanted(2 * MINUTE)).isEmpty();
        assertThat(stock.takeUnwanted(2 * MINUTE + 1)).containsExactly(worker);
        assertThat(stock.missing()).isEmpty();
    }

    @Test
    void aFullPoolMakesRoomForAKindThatHasNone() {
        Stock<Worker> stock = stock(2);
        Worker oldest = Worker.of(RED, 0);
        stock.demand(RED, 0);
        stock.put(oldest, Optional.empty());
        stock.put(Worker.of(RED, 0), Optional.empty());
        assertThat(stock.takeSurplus(MINUTE)).isEmpty();

        stock.demand(BLUE, MINUTE);
        assertThat(stock.takeSurplus(MINUTE)).containsSame(oldest);
        assertThat(stock.takeSurplus(MINUTE)).isEmpty();
        assertThat(missing(stock)).contains(BLUE);
    }

    @Test
    void whoHasWaitedForAMomentOnlyMakesNoRoom() {
        Stock<Worker> stock = stock(1);
        stock.demand(RED, 0);
        stock.put(Worker.of(RED, 0), Optional.empty());
        stock.demand(BLUE, 0);
        assertThat(stock.takeSurplus(10 * SECOND)).isEmpty();
        assertThat(stock.takeSurplus(10 * SECOND + 1)).isPresent();
    }

    @Test
    void whatHasEndedIsTakenOutWhereverItStands() {
        Stock<Worker> stock = stock(2);
        Worker ended = new Worker(RED.profile(), 0, false);
        Worker own = new Worker(BLUE.profile(), 0, false);
        stock.put(ended, Optional.empty());
        stock.put(Worker.of(RED, 0), Optional.empty());
        stock.put(own, Optional.of("keeper"));
        assertThat(stock.takeEnded()).containsExactly(ended, own);
        assertThat(stock.waiting()).isEqualTo(1);
        assertThat(stock.standbys()).isZero();
    }

    @Test
    void underPressureThoseForAllGoBeforeStandbys() {
        Stock<Worker> stock = stock(1);
        Worker own = Worker.of(RED, 0);
        Worker forAll = Worker.of(RED, 0);
        stock.put(own, Optional.of("keeper"));
        stock.put(forAll, Optional.empty());
        assertThat(stock.takeAny()).containsSame(forAll);
        assertThat(stock.takeAny()).containsSame(own);
        assertThat(stock.takeAny()).isEmpty();
        assertThat(stock.isEmpty()).isTrue();
    }

    @Test
    void moreKindsThanPlacesLeaveTheOldestWithout() {
        Stock<Worker> stock = stock(2);
        stock.demand(RED, 0);
        stock.demand(BLUE, 1);
        stock.demand(GREEN, 2);
        stock.put(Worker.of(GREEN, 2), Optional.empty());
        stock.put(Worker.of(BLUE, 2), Optional.empty());
        assertThat(missing(stock)).isEmpty();
    }

    private static Stock<Worker> stock(int places) {
        return new Stock<>(new WarmPoolConfig(places, MAX_IDLE));
    }

    private static Optional<Recipe> missing(Stock<Worker> stock) {
        return stock.missing().map(Stock.Order::recipe);
    }

    private static Recipe recipe(String kind) {
        AgentSpec spec = AgentSpec.of(kind, new ProgramSource.MainClass("a.Main", List.of()))
                .build();
        FenceRequest request = new FenceRequest(kind, 1, ResourceLimits.NONE, Enforcement.BEST_EFFORT, 100, List.of());
        return new Recipe(
                spec,
                new ResolvedProgram(
                        new InspectedProgram(new Program.MainClass("a.Main"), List.of(), List.of()),
                        new JavaHome(Path.of("/jvm"), Path.of("/jvm/bin/java"), 25)),
                request,
                new LaunchProfile(
                        List.of("java", kind),
                        Map.of(),
                        null,
                        IsolationConfig.builder().build(),
                        request));
    }
}
