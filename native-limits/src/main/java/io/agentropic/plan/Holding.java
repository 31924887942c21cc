package io.agentropic.plan;

import io.agentropic.syscall.Rlimit;
import java.time.Duration;

/** What holds a limit. */
public sealed interface Holding {

    /** As it is called in reports; {@code none} when nothing does. */
    String mechanism();

    /** A control file of the agent's control group. */
    record ControlFile(String file) implements Holding {
        @Override
        public String mechanism() {
            return "cgroup " + file;
        }
    }

    /** A resource limit of each of its processes. */
    record ProcessLimit(Rlimit rlimit, long value) implements Holding {
        @Override
        public String mechanism() {
            return "RLIMIT_" + rlimit;
        }
    }

    /** Programs on its control group that keep a table of its live sockets; see {@link io.agentropic.bpf.ConnectionTable}. */
    record SocketTable() implements Holding {
        @Override
        public String mechanism() {
            return "cgroup-BPF table of live sockets";
        }
    }

    /** The supervisor is asked at each socket that the agent makes. */
    record SocketNotice() implements Holding {
        @Override
        public String mechanism() {
            return "seccomp user notification";
        }
    }

    /** The supervisor looks every {@link #PERIOD} and kills the agent that it finds beyond the limit. */
    record Watching(Shortfall why) implements Holding {

        /** From one look to the next. */
        public static final Duration PERIOD = Duration.ofMillis(250);

        @Override
        public String mechanism() {
            return "polling monitor (" + PERIOD.toMillis() + " ms)";
        }
    }

    /** Nothing. */
    record Nothing(Shortfall why) implements Holding {
        @Override
        public String mechanism() {
            return "none";
        }
    }

    /**
     * Why a limit is not held as asked.
     *
     * @param mechanism what would hold it
     * @param reason why that is not there, as a clause
     * @param remedy what to do, as sentences
     */
    record Shortfall(String mechanism, String reason, String remedy) {}
}
