package io.agentropic.runtime;

import io.agentropic.ipc.Payload;
import io.agentropic.lifecycle.Agent;
import io.agentropic.status.AgentResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** An agent in the hands of its runtime. */
sealed interface OwnedAgent extends AgentHandle permits SupervisedAgent, SharingAgent {

    /** Begins its life, in its first start. */
    void begin();

    /** Lets {@code dependent} know from now on how this agent stands. */
    void tellStanding(Agent dependent);

    /** What came of the very first start, once that is known: empty when it came up or ended well, else why it did not. */
    CompletableFuture<Optional<String>> firstStart();

    /** Nothing is started any more. */
    void windDown();

    /** Asks it to rest for good; fulfilled when nothing of it is left. */
    CompletableFuture<Void> retire();

    /** Asks it to end at once; fulfilled when nothing of it is left. */
    CompletableFuture<Void> end();

    /** Asks it to be known no more; refused unless it rests. */
    CompletableFuture<Void> forget();

    /** The way for messages from the program that embeds the runtime. */
    ProgramMail mail();

    @Override
    default void start() throws InterruptedException {
        start(false);
    }

    @Override
    default void stop() throws InterruptedException {
        stop(spec().supervision().stopGrace());
    }

    @Override
    default void kill() throws InterruptedException {
        stop(Duration.ZERO);
    }

    @Override
    default void send(Payload payload) {
        mail().send(payload);
    }

    @Override
    default void send(Payload payload, Duration timeout) throws InterruptedException {
        mail().send(payload, timeout);
    }

    @Override
    default AgentResult join() throws InterruptedException {
        return Waits.await(onExit());
    }

    @Override
    default AgentResult join(Duration timeout) throws InterruptedException, TimeoutException {
        return Waits.await(onExit(), timeout);
    }
}
