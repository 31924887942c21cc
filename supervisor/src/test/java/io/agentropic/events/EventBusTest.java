package io.agentropic.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class EventBusTest {

    private final List<Long> heard = new CopyOnWriteArrayList<>();

    @Test
    void eachListenerHearsEverythingInOrderBeforeTheEnd() {
        List<Long> alsoHeard = new CopyOnWriteArrayList<>();
        try (EventBus bus = EventBus.start()) {
            bus.listen(event -> heard.add(event.incarnation()));
            bus.listen(event -> alsoHeard.add(event.incarnation()));
            LongStream.range(0, 1_000).forEach(number -> bus.publish(event(number)));
        }
        assertThat(heard).hasSize(1_000).isSorted().isEqualTo(alsoHeard);
    }

    @Test
    void aListenerThatThrowsIsCalledAgainAndHoldsUpNobody() {
        try (EventBus bus = EventBus.start()) {
            bus.listen(event -> {
                heard.add(-event.incarnation());
                throw new IllegalStateException("the program's own fault");
            });
            bus.listen(event -> heard.add(event.incarnation()));
            bus.publish(event(1));
            bus.publish(event(2));
        }
        assertThat(heard).containsExactly(-1L, 1L, -2L, 2L);
    }

    @Test
    void whatASlowListenerLeavesWaitingIsBoundedAndCounted() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        List<Long> slow = new ArrayList<>();
        try (EventBus bus = EventBus.start()) {
            bus.listen(event -> {
                begun.countDown();
                awaitUninterrupted(gate);
                slow.add(event.incarnation());
            });
            bus.publish(event(0));
            begun.await();
            LongStream.rangeClosed(1, EventBus.CAPACITY + 7L).forEach(number -> bus.publish(event(number)));
            assertThat(bus.dropped()).isEqualTo(7);
            gate.countDown();
        }
        assertThat(slow).hasSize(EventBus.CAPACITY + 1).isSorted();
    }

    @Test
    void aListenerThatHangsIsInterruptedAtTheEnd() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        try (EventBus bus = EventBus.start()) {
            bus.listen(_ -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.complete(true);
                }
            });
            bus.publish(event(1));
            begun.await();
        }
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("the listener was interrupted", e);
        }
    }

    private static AgentEvent event(long incarnation) {
        return new AgentEvent(Instant.EPOCH, "a", incarnation, AgentState.NEW, AgentState.RUNNING, "");
    }
}
