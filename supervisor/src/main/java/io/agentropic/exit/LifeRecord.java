package io.agentropic.exit;

import io.agentropic.cgroup.Strain;
import io.agentropic.exit.ExitReport.SupervisorAction;
import io.agentropic.exit.ExitReport.UncaughtError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of one incarnation while it lives, for the report at its end. Owned by the thread of its agent; nothing
 * in it grows without bound.
 */
public final class LifeRecord {

    private static final int MAX_ERRORS = 10;
    private static final int MAX_ACTIONS = 50;

    private final Deque<UncaughtError> errors = new ArrayDeque<>();
    private final List<SupervisorAction> actions = new ArrayList<>();

    private OwnAction ownAction = OwnAction.NONE;
    private boolean killed;
    private boolean started;
    private boolean exitAnnounced;
    private boolean memoryExhausted;
    private String spawnError = "";
    private String startError = "";
    private Expectation expectation = Expectation.DEFAULT;
    private long earlierOomKills;
    private @Nullable Instant lastHeartbeat;
    private String complaint = "";
    private List<String> threadDump = List.of();
    private final StrainHistory strain = new StrainHistory(System.nanoTime());

    /**
     * The supervisor begins to do this to it; what it was doing already stays what it is blamed on, but a stop may become
     * a kill.
     */
    public void blame(OwnAction action) {
        boolean sooner = ownAction == OwnAction.STOP && action == OwnAction.KILL;
        if (ownAction == OwnAction.NONE || sooner) {
            ownAction = action;
        }
    }

    /** The supervisor did this at that moment. */
    public void acted(Instant at, String what) {
        if (actions.size() < MAX_ACTIONS) {
            actions.add(new SupervisorAction(at, what));
        }
    }

    /** The supervisor sent SIGKILL while the main process still ran. */
    public void killed() {
        killed = true;
    }

    /** Its code was entered. */
    public void started() {
        started = true;
    }

    /** The JVM's shutdown hooks run. */
    public void exitAnnounced() {
        exitAnnounced = true;
    }

    /** No process came to be. */
    public void spawnFailed(String why) {
        spawnError = why;
    }

    /** The worker could not load the agent. */
    public void startFailed(String why) {
        startError = why;
    }

    /** What is to be expected of its end. */
    public void expects(Expectation expectation) {
        this.expectation = expectation;
    }

    /**
     * So many of its processes were killed for its memory limit by now, and its main process lives.
     *
     * @return how many of them are new
     */
    public long outlived(long oomKills) {
        long fresh = oomKills - earlierOomKills;
        earlierOomKills = oomKills;
        return fresh;
    }

    /** A heartbeat came. */
    public void heartbeat(Instant at) {
        lastHeartbeat = at;
    }

    /** Why the supervisor is about to end it; the first reason counts. */
    public void complained(String why) {
        if (complaint.isEmpty()) {
            complaint = why;
        }
    }

    /** What its threads did when it was found unresponsive. */
    public void dumped(ThreadDump dump) {
        threadDump = dump.lines();
    }

    /** Whether it is time for {@link #strained} again. */
    public boolean wantsStrain(long nanos) {
        return strain.isDue(nanos);
    }

    /** What held it up so far, read at this moment of {@link System#nanoTime}. */
    public void strained(long nanos, Strain now) {
        strain.note(nanos, now);
    }

    /** A throwable that nobody caught; the oldest is forgotten when there are many, the newest is what may explain the end. */
    public void uncaught(UncaughtError error, boolean exhaustedMemory) {
        if (errors.size() == MAX_ERRORS) {
            errors.removeFirst();
        }
        errors.addLast(error);
        memoryExhausted = exhaustedMemory;
    }

    /** Whether its code was entered. */
    public boolean hasStarted() {
        return started;
    }

    /** The report on the end of this life. */
    public ExitReport report(Ending end) {
        boolean heapExhausted =
                memoryExhausted || HeapExhaustion.announcedIn(end.code(), end.stdoutTail(), end.stderrTail());
        ExitFacts facts = new ExitFacts(
                end.code(),
                started,
                ownAction,
                killed,
                exitAnnounced,
                heapExhausted,
                end.crashFile() != null,
                spawnError,
                startError,
                expectation,
                earlierOomKills,
                end.evidence());
        Verdict verdict = ExitClassifier.classify(facts);
        Duration uptime = Duration.between(end.startedAt(), end.endedAt());
        List<UncaughtError> uncaught = List.copyOf(errors);
        Clues clues =
                new Clues(complaint, threadDump, crash(end.crashFile()), strain.upTo(System.nanoTime(), end.strain()));
        return new ExitReport(
                end.agent(),
                end.incarnation(),
                end.pid(),
                verdict.cause(),
                end.code(),
                verdict.signal(),
                end.startedAt(),
                end.endedAt(),
                uptime,
                ExitSummary.of(facts, verdict, uptime, uncaught, end.limits(), clues),
                end.evidence(),
                end.limits(),
                heapExhausted,
                uncaught,
                end.crashFile(),
                lastHeartbeat,
                actions,
                end.stdoutTail(),
                end.stderrTail(),
                end.identity(),
                clues);
    }

    private static @Nullable JvmCrash crash(@Nullable Path file) {
        try {
            return file == null ? null : JvmCrash.read(file);
        } catch (IOException unreadable) {
            return new JvmCrash("its hs_err file cannot be read: " + unreadable, "", "");
        }
    }
}
