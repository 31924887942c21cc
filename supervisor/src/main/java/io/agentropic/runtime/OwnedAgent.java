package io.agentropic.runtime;

import io.agentropic.lifecycle.Agent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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
}
