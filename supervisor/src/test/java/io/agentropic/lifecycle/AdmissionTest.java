package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AdmissionTest {

    private final Admission admission = new Admission(1);
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
            var _ = three.request(places::add);
        }
        assertThat(places).hasSize(3);
        List.copyOf(places).forEach(Admission.Place::giveBack);
        assertThat(places).hasSize(5);
    }

    private Admission.Request request(String name) {
        return admission.request(place -> {
            order.add(name);
            places.add(place);
        });
    }
}
