package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.ipc.WorkerMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class InboxTest {

    private static final Signal.Mail SMALL = mail(1);
    private static final Signal.Mail LARGE = mail(8 << 20);

    private final Inbox inbox = new Inbox();

    @Test
    void signalsAreTakenInTheirOrder() throws InterruptedException {
        Signal first = new Signal.Exited(1, 0);
        inbox.put(first);
        inbox.offer(SMALL);
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
    void mailIsRefusedWhenManySignalsWaitAndWhatSteersIsNot() {
        for (int i = 0; i < Inbox.FULL; i++) {
            assertThat(inbox.offer(SMALL)).isTrue();
        }
        assertThat(inbox.offer(SMALL)).isFalse();
        assertThat(inbox.put(new Signal.Exited(1, 0))).isTrue();
    }

    @Test
    void mailIsRefusedWhenItsBytesAreMany() {
        int accepted = 0;
        while (inbox.offer(LARGE)) {
            accepted++;
        }
        assertThat(accepted)
                .isEqualTo((int) (Inbox.FULL_BYTES / LARGE.message().payload().length()));
        take();
        assertThat(inbox.offer(LARGE)).isTrue();
    }

    @Test
    void whatAWorkerSendsCountsInBytesToo() {
        WorkerMessage send =
                new WorkerMessage.Send("b", Headers.NONE, LARGE.message().payload());
        for (int i = 0; i < 4; i++) {
            assertThat(inbox.hasRoom()).isTrue();
            inbox.put(new Signal.Heard(1, send));
        }
        assertThat(inbox.hasRoom()).isFalse();
    }

    @Test
    void reliefComesOnceWhenHalfIsTaken() {
        for (int i = 0; i < Inbox.FULL; i++) {
            inbox.offer(SMALL);
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
        assertThat(inbox.offer(SMALL)).isFalse();
    }

    private Signal take() {
        try {
            return inbox.await(Deadline.NONE).orElseThrow();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a test", e);
        }
    }

    private static Signal.Mail mail(int bytes) {
        return new Signal.Mail(new Deliver("a", Headers.NONE, Payload.of(new byte[bytes])));
    }
}
