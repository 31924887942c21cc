package io.agentropic.fence;

import io.agentropic.cgroup.CgroupException;
import io.agentropic.plan.Holding;
import io.agentropic.process.ProcessScanner;
import io.agentropic.process.ProcessSnapshot;
import io.agentropic.syscall.SyscallException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One platform thread that looks at all watched agents, four times a second; it runs from the first watch on. */
final class MemoryMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryMonitor.class);
    private static final Duration PERIOD = Holding.Watching.PERIOD;
    private static final Duration CONFIRMATION = Duration.ofMillis(20);

    private final ProcessScanner scanner;
    private final Set<MemoryWatch> watches = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private boolean started;

    MemoryMonitor(ProcessScanner scanner) {
        this.scanner = scanner;
        this.thread =
                Thread.ofPlatform().name("agentropic-memory-monitor").daemon().unstarted(this::run);
    }

    synchronized void watch(MemoryWatch watch) {
        watches.add(watch);
        if (!started) {
            started = true;
            thread.start();
        }
    }

    void forget(MemoryWatch watch) {
        watches.remove(watch);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        Duration pause = PERIOD;
        while (true) {
            try {
                Thread.sleep(pause);
                pause = lookAtAll() ? CONFIRMATION : PERIOD;
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    private boolean lookAtAll() {
        boolean suspected = false;
        if (!watches.isEmpty()) {
            ProcessSnapshot snapshot = scanner.snapshot();
            for (MemoryWatch watch : watches) {
                suspected |= look(watch, snapshot);
            }
        }
        return suspected;
    }

    /** One agent that cannot be looked at or killed must not hide the others. */
    private static boolean look(MemoryWatch watch, ProcessSnapshot snapshot) {
        try {
            return watch.look(snapshot);
        } catch (CgroupException | SyscallException e) {
            LOG.error("the memory monitor could not look at an agent or kill it; it tries again", e);
            return false;
        }
    }
}
