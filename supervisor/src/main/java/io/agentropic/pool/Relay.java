package io.agentropic.pool;

import io.agentropic.gateway.WorkerChannel;
import io.agentropic.gateway.WorkerListener;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.launch.LaunchException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Listens to a worker that waits, and passes on what it says once it belongs to an agent. Any thread may use it. */
final class Relay implements WorkerListener {

    private final Runnable ended;
    private final CompletableFuture<WorkerChannel> connected = new CompletableFuture<>();
    private volatile @Nullable WorkerListener agent;
    /** Guarded by this. */
    private boolean over;

    /** Calls {@code ended} when the worker can be waited for no longer, perhaps more than once. */
    Relay(Runnable ended) {
        this.ended = ended;
    }

    /**
     * Waits for the hello.
     *
     * @throws LaunchException when it does not come, or the worker is given up
     */
    void awaitConnected(Duration patience) {
        try {
            var _ = connected.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new LaunchException("a worker that was to wait ended before it said hello", e);
        } catch (TimeoutException e) {
            throw new LaunchException(
                    "a worker that was to wait said no hello within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while a worker started", e);
        }
    }

    /** Its process is gone, or it is given up. */
    void end() {
        synchronized (this) {
            over = true;
        }
        var _ = connected.completeExceptionally(new LaunchException("it is gone"));
        ended.run();
    }

    /** Whether it is connected still. */
    synchronized boolean waits() {
        return !over && connected.isDone();
    }

    /** From now on what it says is the agent's; {@code false} when it will say nothing any more. */
    synchronized boolean handTo(WorkerListener listener) {
        if (!waits()) {
            return false;
        }
        listener.connected(connected.join());
        agent = listener;
        return true;
    }

    @Override
    public void connected(WorkerChannel channel) {
        var _ = connected.complete(channel);
    }

    /** One that waits has nothing to say; then it is not what it should be. */
    @Override
    public boolean received(WorkerMessage message) {
        WorkerListener owner = agent;
        if (owner != null) {
            return owner.received(message);
        }
        connected.join().close();
        return true;
    }

    @Override
    public boolean hasRoom() {
        WorkerListener owner = agent;
        return owner == null || owner.hasRoom();
    }

    @Override
    public void roomAgain() {
        WorkerListener owner = agent;
        if (owner != null) {
            owner.roomAgain();
        }
    }

    @Override
    public void shutOut(String violation) {
        WorkerListener owner = agent;
        if (owner != null) {
            owner.shutOut(violation);
        }
    }

    @Override
    public void disconnected(String reason) {
        end();
        WorkerListener owner = agent;
        if (owner != null) {
            owner.disconnected(reason);
        }
    }
}
