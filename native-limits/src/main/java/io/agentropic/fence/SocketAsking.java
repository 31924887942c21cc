package io.agentropic.fence;

import io.agentropic.limits.LimitRefusedException;
import io.agentropic.notify.SocketBroker;
import io.agentropic.plan.LimitPlan;
import io.agentropic.seccomp.SyscallFilter;
import io.agentropic.syscall.Descriptor;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The limit of connections of an agent that asks the supervisor for each socket. Whoever starts the child installs
 * {@link #filter} on the thread that does it, and hands over what that answers before the child is enclosed. Owned by the
 * fence's thread.
 */
public final class SocketAsking implements AutoCloseable {

    private final String agent;
    private final int most;
    private final Supplier<? extends Collection<Long>> processes;
    private Optional<SocketBroker> broker = Optional.empty();

    SocketAsking(String agent, int most, Supplier<? extends Collection<Long>> processes) {
        this.agent = agent;
        this.most = most;
        this.processes = processes;
    }

    /** What asks, for {@code SECCOMP_FILTER_FLAG_NEW_LISTENER}. */
    public SyscallFilter filter() {
        return SocketBroker.filter();
    }

    /** Answers from now on, on the descriptor of the filter's listener, which is taken over. */
    public void begin(int listener) {
        broker = Optional.of(SocketBroker.start(agent, Descriptor.takeOver(listener), most, processes));
    }

    /** Refuses a limit for an agent that was started without one: it has no filter that asks. */
    static void requireThere(LimitPlan plan, Optional<SocketAsking> asking) {
        if (plan.asksForSockets() && asking.isEmpty()) {
            throw new LimitRefusedException("limits.connections is refused: the agent was started without this limit,"
                    + " behind no filter that asks; stop it, update it and start it again");
        }
    }

    /** What holds, by the limit's name; nothing where nobody has to be asked. */
    static Map<String, Number> effective(Optional<SocketAsking> asking) {
        return asking.isPresent() ? Map.of("connections", asking.get().most()) : Map.of();
    }

    /**
     * How many sockets may be open.
     *
     * @throws FenceException when the child was not started behind the filter
     */
    private int most() {
        return broker.orElseThrow(() -> new FenceException(
                        "the child of agent '" + agent + "' was not started behind the filter that asks about sockets"))
                .most();
    }

    /** Allows {@code wanted} from now on; what is open stays open. {@code null} leaves it as it is. */
    void change(@Nullable Integer wanted) {
        if (wanted != null) {
            broker.orElseThrow(() -> new LimitRefusedException("limits.connections of " + wanted
                            + " is refused: the agent has not been started yet; try again"))
                    .change(wanted);
        }
    }

    /** Ends the answers; what is left of the agent can open nothing any more. Idempotent. */
    @Override
    public void close() {
        broker.ifPresent(SocketBroker::close);
    }
}
