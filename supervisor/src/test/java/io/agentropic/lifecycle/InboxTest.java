package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.Payload;
import io.agentropic.ipc.WorkerMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class InboxTest {

    private static final int LARGE_BYTES = 8 << 20;
    private static final Signal SMALL = said(1);
    private static final Signal LARGE = said(LARGE_BYTES);

    private final Inbox inbox = new Inbox();

    @Test
    void signalsAreTakenInTheirOrder() throws InterruptedException {
        Signal first = new Signal.Exited(1, 0);
        inbox.put(first);
        inbox.put(SMALL);
        assertThat(inbox.await(Deadline.NONE)).contains(first);
        assertThat(inbox.await(Deadline.NONE)).contains(SMALL);
    }

    @Test
    void aWaitEndsAtItsDeadline() throws InterruptedException {
        assertThat(inbox.await(Deadline.in(Duration.ofMillis(1)))).isEmpty();
    }

    @Test
    void aSignalThatArrivesEndsAWait() {
        CompletableFuture<Boolean> put = CompletableFuture.supplyAsync(() -> inbox.put(SMALL));
        CompletableFuture<Signal> taken = CompletableFuture.supplyAsync(this::take);
        assertThat(taken.join()).isEqualTo(SMALL);
        assertThat(put.join()).isTrue();
    }

    @Test
    void itIsFullWhenManySignalsWaitAndTakesWhatSteersAllTheSame() {
        for (int i = 0; i < Inbox.FULL; i++) {
            assertThat(inbox.hasRoom()).isTrue();
            inbox.put(SMALL);
        }
        assertThat(inbox.hasRoom()).isFalse();
        assertThat(inbox.put(new Signal.Exited(1, 0))).isTrue();
    }

    @Test
    void itIsFullWhenTheirBytesAreMany() {
        for (int i = 0; i < Inbox.FULL_BYTES / LARGE_BYTES; i++) {
            assertThat(inbox.hasRoom()).isTrue();
            inbox.put(LARGE);
        }
        assertThat(inbox.hasRoom()).isFalse();
        take();
        assertThat(inbox.hasRoom()).isTrue();
    }

    @Test
    void reliefComesOnceWhenHalfIsTaken() {
        for (int i = 0; i < Inbox.FULL; i++) {
            inbox.put(SMALL);
        }
        assertThat(inbox.takeRelief()).as("nobody was refused yet").isFalse();
        assertThat(inbox.hasRoom()).isFalse();
        for (int i = 0; i < Inbox.FULL / 2; i++) {
            assertThat(inbox.takeRelief()).isFalse();
            take();
        }
        take();
        assertThat(inbox.takeRelief()).isTrue();
        assertThat(inbox.takeRelief()).isFalse();
    }

    @Test
    void aClosedInboxAnswersWhatWasLeftAndTakesNothing() {
        inbox.put(SMALL);
        assertThat(inbox.close()).isEqualTo(List.of(SMALL));
        assertThat(inbox.put(SMALL)).isFalse();
    }

    private Signal take() {
        try {
            return inbox.await(Deadline.NONE).orElseThrow();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a test", e);
        }
    }

    private static Signal said(int bytes) {
        return new Signal.Heard(1, new WorkerMessage.Result(Payload.of(new byte[bytes])));
    }
}
