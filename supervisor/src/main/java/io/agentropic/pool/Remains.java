package io.agentropic.pool;

import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.launch.Lodging;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be cleared away of a worker that becomes no agent.
 *
 * @param fence around its processes
 * @param lodging what it had to itself; {@code null} when that was not made
 */
record Remains(Fence fence, @Nullable Lodging lodging) {

    private static final Duration DEATH = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Remains.class);

    /** Kills what lives and gives the rest back; {@code false} when a process is left all the same. */
    boolean clear() {
        try {
            fence.kill();
            if (!fence.awaitEmpty(DEATH)) {
                LOG.error("a waiting worker is still there {} s after SIGKILL", DEATH.toSeconds());
                return false;
            }
            fence.close();
        } catch (FenceException e) {
            LOG.error("the fence of a waiting worker cannot be removed", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        leave();
        return true;
    }

    private void leave() {
        try {
            if (lodging != null) {
                lodging.close();
            }
        } catch (IOException e) {
            LOG.error("the directory of a waiting worker cannot be removed", e);
        }
    }
}
