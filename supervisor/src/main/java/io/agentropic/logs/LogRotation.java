package io.agentropic.logs;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps log files within their size, on one platform thread (file reads would hold the carriers of virtual threads). It
 * looks every second, and every 50 ms while some file keeps outgrowing its limit.
 */
public final class LogRotation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogRotation.class);
    private static final Duration CALM = Duration.ofSeconds(1);
    private static final Duration FLOOD = Duration.ofMillis(50);

    private final Set<AgentLogs> watched = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("agentropic-log-rotation").daemon().unstarted(this::run);

    private LogRotation() {}

    /** Starts to watch. */
    public static LogRotation start() {
        LogRotation rotation = new LogRotation();
        rotation.thread.start();
        return rotation;
    }

    /** Keeps these files within their size from now on. */
    public void watch(AgentLogs logs) {
        watched.add(logs);
    }

    /** Leaves these files alone from now on. */
    public void forget(AgentLogs logs) {
        watched.remove(logs);
    }

    private void run() {
        try {
            Duration pause = CALM;
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = rotateAll() ? FLOOD : CALM;
            }
            rotateAll();
        } catch (InterruptedException e) {
            LOG.warn("log rotation was interrupted; files grow without bound from here on");
        }
    }

    private boolean rotateAll() {
        boolean rotated = false;
        for (AgentLogs logs : watched) {
            try {
                rotated |= logs.rotateIfLarge();
            } catch (IOException e) {
                LOG.warn(
                        "the log files beside {} cannot be rotated",
                        logs.stdout().path(),
                        e);
            }
        }
        return rotated;
    }

    /** Ends the thread and waits for it. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
