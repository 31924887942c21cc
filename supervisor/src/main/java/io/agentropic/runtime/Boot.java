package io.agentropic.runtime;

import io.agentropic.status.AgentStateException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A start of several agents of which all come up, or none stays. */
final class Boot {

    private final List<OwnedAgent> agents;
    private final Population population;

    /** Of agents that were started in this order. */
    Boot(List<OwnedAgent> agents, Population population) {
        this.agents = agents;
        this.population = population;
    }

    /**
     * Waits until each has come up, or completed.
     *
     * @throws BootFailedException when the first start of one failed; all are stopped in reverse order and forgotten
     */
    void requireAll() throws InterruptedException {
        CompletableFuture<BootFailedException> failure = new CompletableFuture<>();
        CompletableFuture<?>[] looks = agents.stream()
                .map(agent -> agent.firstStart()
                        .thenAccept(why -> why.ifPresent(
                                reason -> failure.complete(new BootFailedException(agent.name(), reason)))))
                .toArray(CompletableFuture<?>[]::new);
        Waits.await(CompletableFuture.anyOf(failure, CompletableFuture.allOf(looks)));
        if (failure.isDone()) {
            BootFailedException failed = failure.join();
            for (OwnedAgent agent : agents.reversed()) {
                takeBack(agent, failed);
            }
            throw failed;
        }
    }

    private void takeBack(OwnedAgent agent, BootFailedException failed) throws InterruptedException {
        try {
            agent.stop();
            population.remove(agent.name());
        } catch (AgentStateException | UnknownAgentException unstopped) {
            failed.addSuppressed(unstopped);
        }
    }
}
