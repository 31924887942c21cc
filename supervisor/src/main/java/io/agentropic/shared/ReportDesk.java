package io.agentropic.shared;

import io.agentropic.exit.ExitReport;
import io.agentropic.exit.ExitReports;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes exit reports of agents that share a JVM, on a virtual thread that exists while there is something to write. They may
 * end by the hundred thousand in a second: of those that ended well at most {@link #MOST_CLEAN} in a second are written to
 * files, of the others all. Any thread may use it.
 */
final class ReportDesk {

    /** How many clean ends leave a file, in each second. */
    static final int MOST_CLEAN = 20;

    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Logger LOG = LoggerFactory.getLogger(ReportDesk.class);

    private final ExitReports reports;
    /** Guarded by this. */
    private final ArrayDeque<Job> waiting = new ArrayDeque<>();
    /** Guarded by this. */
    private boolean working;
    /** Guarded by this. */
    private long secondBegan = System.nanoTime();
    /** Guarded by this. */
    private int cleanInSecond;

    private interface Job {
        void run() throws IOException;
    }

    ReportDesk(ExitReports reports) {
        this.reports = reports;
    }

    /** Writes it soon, unless it is one of many clean ends. */
    synchronized void write(ExitReport report) {
        if (!report.cause().clean() || isOneOfFew()) {
            perform(() -> reports.announce(report.agent()));
            put(() -> reports.write(report));
        }
    }

    private boolean isOneOfFew() {
        long now = System.nanoTime();
        if (now - secondBegan >= SECOND_NANOS) {
            secondBegan = now;
            cleanInSecond = 0;
        }
        return cleanInSecond++ < MOST_CLEAN;
    }

    /** Forgets what was reported of an earlier agent of this name. */
    void forget(String agent) {
        perform(() -> {
            if (reports.knows(agent)) {
                forgetKnown(agent);
            }
        });
    }

    private synchronized void forgetKnown(String agent) {
        put(() -> reports.forget(agent));
    }

    private void put(Job job) {
        waiting.add(job);
        if (!working) {
            working = true;
            Thread.ofVirtual().name("agentropic-shared-reports").start(this::work);
        }
    }

    private void work() {
        for (Job job = next(); job != null; job = next()) {
            perform(job);
        }
    }

    private synchronized @Nullable Job next() {
        working = !waiting.isEmpty();
        notifyAll();
        return waiting.poll();
    }

    private static void perform(Job job) {
        try {
            job.run();
        } catch (IOException e) {
            LOG.error("the exit reports of an agent that shared a JVM cannot be kept", e);
        }
    }

    /** Waits until everything is written, for some seconds at most. */
    synchronized void awaitWritten(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (working && System.nanoTime() < end) {
            wait(100);
        }
    }
}
