package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.ipc.SupervisorMessage.Undeliverable;
import io.agentropic.ipc.WorkerMessage.Send;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentMessage;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("host")
final class MailTest {

    private static final int KIBIBYTE = 1 << 10;
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path temporary;

    private Stage stage;
    private Agent sending;
    private ScriptedChild sender;

    @BeforeEach
    void aSenderRuns() throws Exception {
        stage = new Stage(temporary, 2);
        sending = stage.begin(Supervision.DEFAULT);
        sender = stage.runningChild(sending);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void messagesThatOutrunTheirRecipientAllArriveInTheirOrder() throws Exception {
        ScriptedChild recipient = stage.runningChild(recipient());
        int messages = 8_000;
        CompletableFuture<Void> done = sendAll(messages, 8 * KIBIBYTE);

        for (int i = 0; i < messages; i++) {
            assertThat(recipient.hear()).isEqualTo(new Deliver("a", Headers.NONE, numbered(i, 8 * KIBIBYTE)));
        }
        done.join();
    }

    @Test
    void aRecipientThatReadsNothingForLongHoldsNobodyBackAndItsMessagesAreRefused() throws Exception {
        Agent busy = recipient();
        ScriptedChild recipient = stage.runningChild(busy);
        CompletableFuture<Void> done = sendAll(40, MEBIBYTE);

        assertThat(sender.hear()).isEqualTo(new Undeliverable("b", "its inbox is full"));
        done.join();
        assertThat(recipient.hear()).isEqualTo(new Deliver("a", Headers.NONE, numbered(0, MEBIBYTE)));
        assertThat(recipient.hear()).isEqualTo(new Deliver("a", Headers.NONE, numbered(1, MEBIBYTE)));
        Stage.eventually(() -> busy.view().metrics().messagesLost() > 0);
    }

    @Test
    void whatComesBeforeTheRecipientRunsIsHandedOverFirst() throws Exception {
        Agent late = recipient();
        ScriptedChild recipient = stage.child();
        recipient.greet();
        sendAll(3, KIBIBYTE).join();
        Stage.eventually(() -> sending.view().metrics().messagesSent() == 3);
        recipient.enterCode();
        Stage.awaitState(late, AgentState.RUNNING);
        sender.say(new Send("b", Headers.NONE, numbered(3, KIBIBYTE)));

        for (int i = 0; i < 4; i++) {
            assertThat(recipient.hear()).isEqualTo(new Deliver("a", Headers.NONE, numbered(i, KIBIBYTE)));
        }
    }

    @Test
    void whoSeesThatItRunsMaySendMoreThanIsKeptForOneThatDoesNot() throws Exception {
        Agent late = recipient();
        List<Delivery> answers = new ArrayList<>();
        CompletableFuture<Void> sent = late.view().whenStarted().thenRun(() -> {
            for (int i = 0; i < 2_000; i++) {
                answers.add(late.offerMail(new Deliver("a", Headers.NONE, numbered(i, 64)), () -> {}));
            }
        });
        ScriptedChild recipient = stage.runningChild(late);
        sent.join();

        assertThat(answers).containsOnly(Delivery.TAKEN);
        assertThat(recipient.hear()).isEqualTo(new Deliver("a", Headers.NONE, numbered(0, 64)));
    }

    @Test
    void messagesForTheSupervisorAreToldInTheirOrder() throws Exception {
        BlockingQueue<AgentMessage> heard = new LinkedBlockingQueue<>();
        stage.services().router().listen(heard::add);
        int messages = 20_000;
        CompletableFuture<Void> done = sendAll(Router.SUPERVISOR, messages, 64);

        for (int i = 0; i < messages; i++) {
            AgentMessage message = heard.take();
            assertThat(message.from()).isEqualTo("a");
            assertThat(message.payload()).isEqualTo(numbered(i, 64));
        }
        done.join();
    }

    @Test
    void withoutAListenerThereIsNoSupervisorToSendTo() throws Exception {
        sender.say(new Send(Router.SUPERVISOR, Headers.NONE, Payload.EMPTY));
        assertThat(sender.hear()).isEqualTo(new Undeliverable(Router.SUPERVISOR, "no agent has this name"));
    }

    private Agent recipient() throws IOException {
        return stage.begin(Stage.spec(Supervision.DEFAULT).name("b").build());
    }

    private CompletableFuture<Void> sendAll(int count, int bytes) {
        return sendAll("b", count, bytes);
    }

    private CompletableFuture<Void> sendAll(String to, int count, int bytes) {
        return CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < count; i++) {
                    sender.say(new Send(to, Headers.NONE, numbered(i, bytes)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Payload numbered(int number, int bytes) {
        return Payload.of(ByteBuffer.allocate(bytes).putInt(number).array());
    }
}
