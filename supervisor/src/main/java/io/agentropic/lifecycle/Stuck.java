package io.agentropic.lifecycle;

import io.agentropic.fence.Fence;
import io.agentropic.status.AgentState;
import io.agentropic.status.Wanted;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A process has survived SIGKILL: it hangs in the kernel. The agent is not started again until it is gone. */
final class Stuck implements Phase {

    private static final String REASON = "still running after SIGKILL: a process of it hangs in the kernel";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final AgentLife agent;
    private @Nullable Integer code;
    private Deadline look = Deadline.NONE;

    /**
     * Stuck.
     *
     * @param code the main process's exit code; {@code null} while it is the one that hangs
     */
    Stuck(AgentLife agent, @Nullable Integer code) {
        this.agent = agent;
        this.code = code;
    }

    @Override
    public AgentState state() {
        return AgentState.STUCK;
    }

    @Override
    public String reason() {
        return REASON;
    }

    @Override
    public Phase enter() {
        agent.waiters().stuck(REASON);
        look = Deadline.in(LOOK);
        return this;
    }

    @Override
    public Deadline deadline() {
        return look;
    }

    @Override
    public Phase onDeadline() throws InterruptedException {
        look = Deadline.in(LOOK);
        Fence fence = agent.present().fence();
        boolean empty = fence == null || fence.awaitEmpty(Duration.ZERO);
        return code != null && empty ? Finishing.after(agent, code) : this;
    }

    @Override
    public Phase on(Signal signal) throws InterruptedException {
        return switch (signal) {
            case Signal.Exited(long _, int exit) -> {
                code = exit;
                yield onDeadline();
            }
            case Signal.Stop(var _, var done) -> {
                agent.want(Wanted.DOWN);
                done.completeExceptionally(agent.requests().impossible(this, REASON));
                yield this;
            }
            case Signal.Command command -> {
                command.done().completeExceptionally(agent.requests().impossible(this, REASON));
                yield this;
            }
            default -> this;
        };
    }
}
