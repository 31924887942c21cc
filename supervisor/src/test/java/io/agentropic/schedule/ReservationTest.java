package io.agentropic.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.spec.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Admission against what limits may add up to, and a queue that may be full. */
final class ReservationTest {

    private static final Capacity SMALL = new Capacity(DataSize.mebibytes(1_000), 2.0);

    private final List<String> order = new ArrayList<>();
    private final List<Admission.Place> places = new ArrayList<>();

    @Test
    void whatDoesNotFitWaitsUntilItDoesAndNobodyOvertakesIt() {
        Admission admission = admission(10, null);
        request(admission, "a", limits(600, null));
        Optional<Admission.Request> big = request(admission, "b", limits(600, null));
        Optional<Admission.Request> small = request(admission, "c", limits(100, null));
        assertThat(order).containsExactly("a");
        assertThat(big.flatMap(Admission.Request::status))
                .contains(new QueueStatus(
                        1, 2, Duration.ZERO, "memory: it reserves 600MiB, others have 600MiB of 1000MiB"));
        assertThat(small.flatMap(Admission.Request::status)).contains(new QueueStatus(2, 2, Duration.ZERO, ""));

        places.getFirst().giveBack();
        assertThat(order).containsExactly("a", "b", "c");
    }

    @Test
    void oneThatGivesMuchBackLetsSeveralIn() {
        Admission admission = admission(10, null);
        request(admission, "a", limits(1_000, 2.0));
        request(admission, "b", limits(300, 0.5));
        request(admission, "c", limits(300, 0.5));
        request(admission, "d", limits(300, 1.5));
        places.getFirst().giveBack();
        assertThat(order).containsExactly("a", "b", "c");
        places.get(1).giveBack();
        assertThat(order).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whoDeclaresNothingReservesNothing() {
        Admission admission = admission(10, null);
        request(admission, "a", limits(1_000, 2.0));
        request(admission, "b", ResourceLimits.NONE);
        assertThat(order).containsExactly("a", "b");
    }

    @Test
    void whenTheOneThatIsWaitedForGivesUpTheOthersAreLookedAt() {
        Admission admission = admission(10, null);
        request(admission, "a", limits(600, null));
        Admission.Request big = request(admission, "b", limits(600, null)).orElseThrow();
        request(admission, "c", limits(100, null));
        admission.cancel(big);
        assertThat(order).containsExactly("a", "c");
    }

    @Test
    void aPlaceMayReserveMoreWhileThereIsMore() {
        Admission admission = admission(10, null);
        request(admission, "a", limits(400, null));
        request(admission, "b", limits(400, null));
        assertThat(places.getFirst().reserve(limits(600, 1.0))).isEmpty();
        assertThat(places.getLast().reserve(limits(500, null)))
                .isEqualTo("memory: it reserves 500MiB, others have 600MiB of 1000MiB");

        request(admission, "c", limits(100, null));
        assertThat(order).containsExactly("a", "b");
        places.getFirst().giveBack();
        assertThat(order).containsExactly("a", "b", "c");
    }

    @Test
    void aPlaceThatReservesLessLetsOthersIn() {
        Admission admission = admission(10, null);
        request(admission, "a", limits(900, null));
        request(admission, "b", limits(500, null));
        assertThat(places.getFirst().reserve(limits(500, null))).isEmpty();
        assertThat(order).containsExactly("a", "b");
    }

    @Test
    void whoWaitsMayAskForLess() {
        Admission admission = admission(10, null);
        request(admission, "a", limits(900, null));
        Admission.Request big = request(admission, "b", limits(500, null)).orElseThrow();
        admission.change(big, Priority.NORMAL, limits(100, null));
        assertThat(order).containsExactly("a", "b");
    }

    @Test
    void sumsOfFractionsFillTheWhole() {
        Admission admission = admission(100, null);
        for (int i = 0; i < 20; i++) {
            request(admission, "a" + i, limits(null, 0.1));
        }
        assertThat(order).hasSize(20);
    }

    @Test
    void aFullQueueRejectsWhoWouldHaveToWait() {
        Admission admission = admission(1, 1);
        request(admission, "a", ResourceLimits.NONE);
        assertThat(request(admission, "b", ResourceLimits.NONE)).isPresent();
        assertThat(request(admission, "c", ResourceLimits.NONE)).isEmpty();
        places.getFirst().giveBack();
        assertThat(request(admission, "d", ResourceLimits.NONE)).isPresent();
        places.getLast().giveBack();
        assertThat(order).containsExactly("a", "b", "d");
    }

    @Test
    void withoutAQueueOnlyWhoFitsAtOnceIsAdmitted() {
        Admission admission = admission(1, 0);
        assertThat(request(admission, "a", ResourceLimits.NONE)).isPresent();
        assertThat(request(admission, "b", ResourceLimits.NONE)).isEmpty();
    }

    @Test
    void whatCouldNeverRunIsNamedWithTheCapacity() {
        assertThat(SMALL.refusal(limits(1_001, null)))
                .contains("limits.memory of 1001MiB is more than runtime.capacity.memory, which is 1000MiB: it could"
                        + " never run");
        assertThat(SMALL.refusal(limits(null, 2.5)))
                .contains("limits.cpu of 2.5 is more than runtime.capacity.cpu, which is 2.0: it could never run");
        assertThat(SMALL.refusal(limits(1_000, 2.0))).isEmpty();
        assertThat(Capacity.UNRESERVED.refusal(limits(1_000_000, 500.0))).isEmpty();
    }

    private static Admission admission(int places, @Nullable Integer maxQueued) {
        return new Admission(places, new AdmissionConfig(ExecutionMode.PARALLEL, maxQueued, SMALL), () -> 0);
    }

    private Optional<Admission.Request> request(Admission admission, String name, ResourceLimits limits) {
        return admission.requestUnlessFull(Priority.NORMAL, limits, place -> {
            order.add(name);
            places.add(place);
        });
    }

    private static ResourceLimits limits(@Nullable Integer mebibytes, @Nullable Double cpu) {
        ResourceLimits.Builder limits = ResourceLimits.builder();
        if (mebibytes != null) {
            limits.memory(DataSize.mebibytes(mebibytes));
        }
        if (cpu != null) {
            limits.cpu(cpu);
        }
        return limits.build();
    }
}
