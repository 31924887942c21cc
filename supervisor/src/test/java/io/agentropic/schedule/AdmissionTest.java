package io.agentropic.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.limits.ResourceLimits;
import io.agentropic.spec.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class AdmissionTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Admission admission = new Admission(1, AdmissionConfig.DEFAULT, () -> nanos.get());

    private final List<String> order = new ArrayList<>();
    private final List<Admission.Place> places = new ArrayList<>();

    @Test
    void whoHasWaitedLongestIsAdmittedFirst() {
        request("a");
        request("b");
        request("c");
        assertThat(order).containsExactly("a");
        places.getFirst().giveBack();
        assertThat(order).containsExactly("a", "b");
        places.getLast().giveBack();
        assertThat(order).containsExactly("a", "b", "c");
    }

    @Test
    void aPlaceGivenBackTwiceIsOnePlace() {
        request("a");
        places.getFirst().giveBack();
        places.getFirst().giveBack();
        request("b");
        request("c");
        assertThat(order).containsExactly("a", "b");
    }

    @Test
    void whoWaitsNoLongerIsPassedOver() {
        request("a");
        Admission.Request second = request("b");
        request("c");
        admission.cancel(second);
        places.getFirst().giveBack();
        assertThat(order).containsExactly("a", "c");
    }

    @Test
    void aPlaceThatWasOnItsWayIsGivenBackByWhoReceivesIt() {
        Admission.Request first = request("a");
        admission.cancel(first);
        request("b");
        assertThat(order).containsExactly("a");
        places.getFirst().giveBack();
        assertThat(order).containsExactly("a", "b");
    }

    @Test
    void allPlacesAreGiven() {
        Admission three = new Admission(3);
        for (int i = 0; i < 5; i++) {
            var _ = three.request(Priority.NORMAL, ResourceLimits.NONE, places::add);
        }
        assertThat(places).hasSize(3);
        List.copyOf(places).forEach(Admission.Place::giveBack);
        assertThat(places).hasSize(5);
    }

    @Test
    void aHigherPriorityIsAdmittedFirstAndWithinOneWhoeverCameFirst() {
        request("running");
        request("low", Priority.LOW);
        request("first normal", Priority.NORMAL);
        request("high", Priority.HIGH);
        request("second normal", Priority.NORMAL);
        request("critical", Priority.CRITICAL);
        admitAll();
        assertThat(order).containsExactly("running", "critical", "high", "first normal", "second normal", "low");
    }

    @Test
    void aWaitRaisesByOneLevelForEachAgeingTime() {
        request("running");
        request("low", Priority.LOW);
        nanos.addAndGet(Admission.AGEING.toNanos());
        request("normal", Priority.NORMAL);
        request("high", Priority.HIGH);
        admitAll();
        assertThat(order).containsExactly("running", "high", "low", "normal");
    }

    @Test
    void aWaitJustShortOfTheAgeingTimeRaisesNobody() {
        request("running");
        request("low", Priority.LOW);
        nanos.addAndGet(Admission.AGEING.toNanos() - 1);
        request("normal", Priority.NORMAL);
        admitAll();
        assertThat(order).containsExactly("running", "normal", "low");
    }

    @Test
    void aLowOneIsAdmittedUnderAnEndlessStreamOfCriticalOnes() {
        request("running");
        request("low", Priority.LOW);
        int critical = 0;
        while (!order.contains("low") && critical < 1_000) {
            request("critical " + critical++, Priority.CRITICAL);
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            places.getLast().giveBack();
        }
        assertThat(order).contains("low");
        assertThat(critical).isEqualTo(3 * (int) Admission.AGEING.toSeconds());
    }

    @Test
    void whoWaitsIsToldItsPlace() {
        Admission.Request running = request("running");
        Admission.Request low = request("low", Priority.LOW);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        Admission.Request high = request("high", Priority.HIGH);
        assertThat(running.status()).isEmpty();
        assertThat(high.status()).contains(new QueueStatus(1, 2, Duration.ZERO, "a place to run"));
        assertThat(low.status()).contains(new QueueStatus(2, 2, Duration.ofSeconds(5), "a place to run"));
    }

    @Test
    void aThousandOfMixedPrioritiesForFourPlacesAreAdmittedInOrder() {
        Admission four = new Admission(4, AdmissionConfig.DEFAULT, () -> nanos.get());
        Priority[] priorities = Priority.values();
        List<Integer> admitted = new ArrayList<>();
        for (int i = 0; i < 1_004; i++) {
            int number = i;
            var _ = four.request(priorities[i % priorities.length], ResourceLimits.NONE, place -> {
                admitted.add(number);
                places.add(place);
            });
        }
        for (int i = 0; i < 1_004; i++) {
            places.get(i).giveBack();
        }
        List<Integer> waited = admitted.subList(4, 1_004);
        assertThat(admitted.subList(0, 4)).containsExactly(0, 1, 2, 3);
        assertThat(waited).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(waited)
                .isSortedAccordingTo(Comparator.comparingInt((Integer number) -> -(number % priorities.length))
                        .thenComparingInt(number -> number));
    }

    @Test
    void whoWaitsMayBeGivenAnotherPriorityAndKeepsItsTime() {
        request("running");
        Admission.Request first = request("first", Priority.LOW);
        request("second", Priority.NORMAL);
        admission.change(first, Priority.NORMAL, ResourceLimits.NONE);
        admitAll();
        assertThat(order).containsExactly("running", "first", "second");
    }

    private void admitAll() {
        for (int i = 0; i < places.size(); i++) {
            places.get(i).giveBack();
        }
    }

    private Admission.Request request(String name) {
        return request(name, Priority.NORMAL);
    }

    private Admission.Request request(String name, Priority priority) {
        return admission.request(priority, ResourceLimits.NONE, place -> {
            order.add(name);
            places.add(place);
        });
    }
}
