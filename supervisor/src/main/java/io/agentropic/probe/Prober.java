package io.agentropic.probe;

import io.agentropic.cgroup.Strain;
import io.agentropic.fence.FenceException;
import io.agentropic.health.Excuse;
import io.agentropic.health.Finding;
import io.agentropic.health.RecentStrain;
import io.agentropic.spec.Probe;
import io.agentropic.spec.ProbeRole;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the looks of one probe, one after the other, on a virtual thread of its own, until it is closed. A look that
 * takes too long is given up and its answer dropped; while it still hangs no other one is begun.
 */
public final class Prober implements AutoCloseable {

    private final Probe probe;
    private final Check check;
    private final Supplier<Strain> strain;
    private final Consumer<Finding> sink;
    private final String name;
    private final Thread thread;

    private RecentStrain recent = new RecentStrain(0, Strain.NONE);
    private boolean forgiven;
    private @Nullable Thread looking;

    private Prober(
            String name, Probe probe, Check check, Supplier<Strain> strain, Consumer<Finding> sink, Duration delay) {
        this.name = name;
        this.probe = probe;
        this.check = check;
        this.strain = strain;
        this.sink = sink;
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(delay));
    }

    /**
     * Begins to look.
     *
     * @param agent whose probe it is, for names of threads
     * @param strain what holds the agent up, asked around each look
     * @param sink called with each finding, on the prober's thread
     * @param delay time before the first look
     */
    public static Prober start(
            String agent,
            ProbeRole role,
            Probe probe,
            Checks checks,
            Supplier<Strain> strain,
            Consumer<Finding> sink,
            Duration delay) {
        return start(role.word() + "-" + agent, probe, checks.of(role, probe), strain, sink, delay);
    }

    static Prober start(
            String name, Probe probe, Check check, Supplier<Strain> strain, Consumer<Finding> sink, Duration delay) {
        Prober prober = new Prober(name, probe, check, strain, sink, delay);
        prober.thread.start();
        return prober;
    }

    private void run(Duration delay) {
        try {
            long due = System.nanoTime() + delay.toNanos();
            recent = new RecentStrain(System.nanoTime(), ask().orElse(Strain.NONE));
            while (true) {
                sleepUntil(due);
                long began = System.nanoTime();
                Finding finding = look();
                long took = System.nanoTime() - began;
                Duration lag = Duration.ofNanos(
                        Math.max(began - due, took - probe.timeout().toNanos()));
                sink.accept(weigh(finding, lag));
                due = Math.max(due + probe.period().toNanos(), System.nanoTime());
            }
        } catch (InterruptedException closed) {
            giveUpLook();
        }
    }

    private static void sleepUntil(long due) throws InterruptedException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private Finding look() throws InterruptedException {
        Thread earlier = looking;
        if (earlier != null && earlier.isAlive()) {
            return Finding.silence("the look before still hangs");
        }
        FutureTask<Finding> look = new FutureTask<>(check::look);
        looking = Thread.ofVirtual().name(name + "-look").start(look);
        try {
            return look.get(probe.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            giveUpLook();
            return Finding.silence("no answer within " + probe.timeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Finding.unknown("the look failed: " + cause);
        }
    }

    private void giveUpLook() {
        if (looking != null) {
            looking.interrupt();
        }
    }

    /** Silence is excused when the agent was starved, and once when the supervisor was late. */
    private Finding weigh(Finding finding, Duration lag) {
        Optional<Strain> now = ask();
        long nanos = System.nanoTime();
        Optional<String> starved = now.flatMap(strain -> recent.excuse(nanos, strain));
        Finding weighed = finding.silent() ? excuse(finding, starved, lag) : finding;
        forgiven &= finding.silent();
        now.ifPresent(strain -> recent.note(nanos, strain));
        return weighed;
    }

    private Finding excuse(Finding finding, Optional<String> starved, Duration lag) {
        if (starved.isPresent()) {
            return Finding.unknown(finding.detail() + ", but it is " + starved.get());
        }
        Optional<String> late = forgiven ? Optional.empty() : Excuse.late(lag, probe.period());
        if (late.isEmpty()) {
            return finding;
        }
        forgiven = true;
        return Finding.unknown(finding.detail() + ", but " + late.get());
    }

    /** A fence that is being removed is no concern of a prober that is about to be closed. */
    private Optional<Strain> ask() {
        try {
            return Optional.of(strain.get());
        } catch (FenceException gone) {
            return Optional.empty();
        }
    }

    /** Ends it; a finding that is under way is not told any more, except by a race that receivers must expect. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
