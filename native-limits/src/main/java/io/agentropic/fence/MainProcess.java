package io.agentropic.fence;

import io.agentropic.plan.Holding;
import io.agentropic.plan.PlannedLimit;
import io.agentropic.process.ProcessTable;
import io.agentropic.syscall.Pidfd;
import io.agentropic.syscall.Rlimit;
import io.agentropic.syscall.SyscallException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first process inside a fence: it is signalled by descriptor, and its resource limits pass to all it starts. */
final class MainProcess implements AutoCloseable {

    private static final long NO_CORE = 0;

    private final long pid;
    private final Pidfd pidfd;

    private MainProcess(long pid, Pidfd pidfd) {
        this.pid = pid;
        this.pidfd = pidfd;
    }

    long pid() {
        return pid;
    }

    /** Takes hold of the process that has {@code pid} now. */
    static MainProcess of(long pid) {
        try {
            return Pidfd.open(pid)
                    .map(pidfd -> new MainProcess(pid, pidfd))
                    .orElseThrow(() -> new FenceException("there is no process " + pid + " to enclose"));
        } catch (SyscallException e) {
            throw new FenceException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The process, which must be alive, not about to be killed, and not held by a stop signal.
     *
     * @throws FenceException when there is none, or it is not
     */
    static MainProcess running(Optional<MainProcess> main) {
        MainProcess process = main.orElseThrow(() -> new FenceException("no process is enclosed"));
        Liveness.flaw(process.pid()).ifPresent(flaw -> {
            throw new FenceException("process " + process.pid() + " " + flaw);
        });
        return process;
    }

    /** Takes hold of the one among {@code pids} that is {@code numberInside} in a pid namespace directly below ours. */
    static MainProcess inside(List<Long> pids, long numberInside) {
        List<Long> found = pids.stream()
                .filter(pid -> ProcessTable.LIVE.numbers(pid).equals(List.of(pid, numberInside)))
                .toList();
        if (found.size() != 1) {
            throw new FenceException("of the enclosed processes " + pids + ", " + found + " have the number "
                    + numberInside + " inside; there should be one");
        }
        return of(found.get(0));
    }

    /**
     * Sets the planned resource limits of {@code pid}, and always the one of core dumps to zero: a dump would carry the
     * agent's memory out of every other limit.
     *
     * @return what was read back, by the limit's name
     */
    static Map<String, Number> limit(long pid, List<PlannedLimit> limits) {
        var effective = new HashMap<String, Number>();
        set(pid, Rlimit.CORE, NO_CORE);
        for (PlannedLimit limit : limits) {
            if (limit.holding() instanceof Holding.ProcessLimit(Rlimit rlimit, long value)) {
                effective.put(limit.resource(), set(pid, rlimit, value));
            }
        }
        return effective;
    }

    /** The planned resource limits, and the one of core dumps. */
    static Map<Rlimit, Long> limitsOf(List<PlannedLimit> limits) {
        var values = new EnumMap<Rlimit, Long>(Rlimit.class);
        values.put(Rlimit.CORE, NO_CORE);
        for (PlannedLimit limit : limits) {
            if (limit.holding() instanceof Holding.ProcessLimit(Rlimit rlimit, long value)) {
                values.put(rlimit, value);
            }
        }
        return values;
    }

    /** Sets the planned resource limits of a further process; nothing happens when it is gone. */
    static void limitFurther(long pid, List<PlannedLimit> limits) {
        try {
            limit(pid, limits);
        } catch (FenceException e) {
            if (ProcessTable.LIVE.find(pid).isPresent()) {
                throw e;
            }
        }
    }

    /** Nothing happens when it is gone. */
    void signal(int signal) {
        try {
            pidfd.send(signal);
        } catch (SyscallException e) {
            throw new FenceException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        pidfd.close();
    }

    /** What holds already is read and not set again: that is what a worker that waited for its agent mostly has. */
    private static long set(long pid, Rlimit rlimit, long value) {
        try {
            if (rlimit.of(pid).equals(new Rlimit.Pair(value, value))) {
                return value;
            }
            Rlimit.Pair readBack = rlimit.set(pid, value);
            if (readBack.soft() != value || readBack.hard() != value) {
                throw new FenceException("prlimit(" + pid + ", RLIMIT_" + rlimit + ", " + value
                        + ") was accepted, but reads back as " + readBack);
            }
            return value;
        } catch (SyscallException e) {
            if (e.notPermitted()) {
                return OwnLimits.await(pid, rlimit, value)
                        .orElseThrow(() -> new FenceException(String.valueOf(e.getMessage()), e));
            }
            throw new FenceException(String.valueOf(e.getMessage()), e);
        }
    }
}
