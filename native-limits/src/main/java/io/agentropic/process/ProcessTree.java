package io.agentropic.process;

import io.agentropic.syscall.Pidfd;
import io.agentropic.syscall.Signals;
import io.agentropic.syscall.SyscallException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The processes of one agent where no control group holds them together: the adopted main process, everything descended
 * from it, everything in a session led from inside, everything that carries the agent's marker in its environment, and
 * whatever was seen to belong before and still lives.
 *
 * <p>A process leaves the tree if it drops environment, session and parent between two looks; out of a control group it
 * could not get that way. Thread-safe.
 */
public final class ProcessTree {

    /** Of the clock in which the kernel tells CPU times, on every architecture that this runs on (USER_HZ). */
    private static final long MILLIS_PER_TICK = 10;

    private static final int MOST_ROUNDS = 50;
    private static final int LOOKS_TO_BE_SURE = 2;
    private static final long SELF = ProcessHandle.current().pid();

    private final ProcessTable table;
    private final ProcessScanner scanner;
    private final String marker;
    private final Set<ProcessKey> known = new HashSet<>();
    private final Set<Long> sessionsLed = new HashSet<>();

    /** The tree of the processes marked with {@code marker}; others join with {@link #adopt}. */
    public ProcessTree(ProcessTable table, ProcessScanner scanner, String marker) {
        this.table = table;
        this.scanner = scanner;
        this.marker = marker;
    }

    /** Takes the process that has {@code pid} now into the tree, and what it starts. */
    public synchronized void adopt(long pid) {
        table.find(pid).map(ProcessKey::of).ifPresent(known::add);
    }

    /** The living members at this moment; zombies have ended. */
    public List<ProcessStat> members() {
        return membersIn(scanner.snapshot());
    }

    /** The living members in {@code snapshot}. */
    public synchronized List<ProcessStat> membersIn(ProcessSnapshot snapshot) {
        Map<Long, ProcessStat> members = new HashMap<>();
        Deque<ProcessStat> reached = new ArrayDeque<>(snapshot.marked(marker));
        known.forEach(key -> snapshot.find(key).ifPresent(reached::add));
        while (!reached.isEmpty()) {
            ProcessStat stat = reached.remove();
            if (stat.pid() != SELF && members.putIfAbsent(stat.pid(), stat) == null) {
                reached.addAll(snapshot.childrenOf(stat));
                reached.addAll(sessionOf(stat, snapshot));
            }
        }
        remember(members);
        var living = new ArrayList<>(members.values());
        living.removeIf(ProcessStat::ended);
        return living;
    }

    /** What the members in {@code snapshot} that still live have used by now. */
    public Duration cpuTime(ProcessSnapshot snapshot) {
        long ticks = membersIn(snapshot).stream()
                .flatMap(member -> table.find(member.pid()).stream())
                .mapToLong(stat -> stat.userTicks() + stat.systemTicks())
                .sum();
        return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    }

    /** Sends {@code signal} to every member, and to those that appear meanwhile. */
    public void signalAll(int signal) {
        Set<ProcessKey> reached = new HashSet<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<ProcessStat> fresh = members().stream()
                    .filter(stat -> reached.add(ProcessKey.of(stat)))
                    .toList();
            if (fresh.isEmpty()) {
                return;
            }
            fresh.forEach(stat -> send(stat, signal));
        }
    }

    /** Stops every member, so that none can fork any more, then kills them all. */
    public void killAll() {
        signalAll(Signals.SIGSTOP);
        signalAll(Signals.SIGKILL);
    }

    /**
     * Stops every member; whether all of them stood still within {@code timeout}. Two looks in a row must say
     * so: during the first, one may have forked behind its back before it stood still.
     */
    public boolean freeze(Duration timeout) {
        return Polling.awaitFactUninterrupted(
                () -> IntStream.range(0, LOOKS_TO_BE_SURE)
                        .allMatch(_ -> sendTo(stat -> !isHeld(stat), Signals.SIGSTOP)),
                timeout);
    }

    /** Lets every member run again; whether none stood still within {@code timeout}. */
    public boolean thaw(Duration timeout) {
        return Polling.awaitFactUninterrupted(() -> sendTo(this::isToStop, Signals.SIGCONT), timeout);
    }

    /** Whether there is no such member; those that there are get the signal. */
    private boolean sendTo(Predicate<ProcessStat> which, int signal) {
        List<ProcessStat> found = members().stream().filter(which).toList();
        found.forEach(stat -> send(stat, signal));
        return found.isEmpty();
    }

    /**
     * Whether it takes no further step: one that sleeps in the kernel with a stop to come gets to that before its program
     * goes on. The parent of vfork(2) sleeps so for as long as its child stands still.
     */
    private boolean isHeld(ProcessStat stat) {
        return stat.stopped() || (stat.uninterruptible() && table.isPending(stat.pid(), Signals.SIGSTOP));
    }

    private boolean isToStop(ProcessStat stat) {
        return stat.stopped() || table.isPending(stat.pid(), Signals.SIGSTOP);
    }

    /** A session's number is not given out again while a process is in it, so one member inside vouches for the others. */
    private List<ProcessStat> sessionOf(ProcessStat member, ProcessSnapshot snapshot) {
        if (member.pid() == member.session()) {
            sessionsLed.add(member.session());
        }
        return sessionsLed.contains(member.session()) ? snapshot.inSession(member.session()) : List.of();
    }

    /** A snapshot may be older than an adoption, so absence from it is no proof of an end. */
    private void remember(Map<Long, ProcessStat> members) {
        known.removeIf(key -> !members.containsKey(key.pid()) && !isAlive(key));
        Set<Long> sessions = new HashSet<>();
        members.values().forEach(stat -> {
            known.add(ProcessKey.of(stat));
            sessions.add(stat.session());
        });
        sessionsLed.retainAll(sessions);
    }

    /** The descriptor is opened before the start time is compared, so the signal cannot reach a later process. */
    private void send(ProcessStat target, int signal) {
        Pidfd.open(target.pid()).ifPresent(pidfd -> {
            try (pidfd) {
                if (isStill(target)) {
                    pidfd.send(signal);
                }
            } catch (SyscallException e) {
                requireNotPermitted(e);
            }
        });
    }

    private boolean isStill(ProcessStat target) {
        return isAlive(ProcessKey.of(target));
    }

    private boolean isAlive(ProcessKey key) {
        return table.find(key.pid()).map(ProcessKey::of).filter(key::equals).isPresent();
    }

    /** A member that has become another user stays a member, and is seen to be left; the others must still be reached. */
    private static void requireNotPermitted(SyscallException e) {
        if (!e.notPermitted()) {
            throw e;
        }
    }
}
