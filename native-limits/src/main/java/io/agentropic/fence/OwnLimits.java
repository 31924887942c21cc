package io.agentropic.fence;

import io.agentropic.process.Polling;
import io.agentropic.syscall.Rlimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Resource limits that a process at its gate sets itself, where nobody else may: root without CAP_SYS_RESOURCE may not
 * set those of another user's process. Read from {@code /proc/PID/limits}; see proc_pid_limits(5).
 */
final class OwnLimits {

    /** The gate's first words; it may have to wait for a processor. */
    private static final Duration TIME = Duration.ofSeconds(10);

    private OwnLimits() {}

    /**
     * Waits until soft and hard limit of {@code pid} are at most {@code value}.
     *
     * @return the limit; empty when it did not come
     */
    static Optional<Long> await(long pid, Rlimit rlimit, long value) {
        try {
            boolean set = Polling.awaitFact(() -> read(pid, rlimit).orElse(Long.MAX_VALUE) <= value, TIME);
            return set ? Optional.of(read(pid, rlimit).orElse(value)) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static OptionalLong read(long pid, Rlimit rlimit) {
        try {
            return hard(Files.readAllLines(Path.of("/proc/" + pid + "/limits")), rlimit);
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }

    /** The limit where soft and hard are the same number; empty where they differ or are unlimited. */
    static OptionalLong hard(List<String> limits, Rlimit rlimit) {
        String name = switch (rlimit) {
            case FSIZE -> "Max file size";
            case CORE -> "Max core file size";
            case NOFILE -> "Max open files";
        };
        return limits.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip().split(" +", -1))
                .filter(words -> words[0].equals(words[1]) && !words[0].equals("unlimited"))
                .mapToLong(words -> Long.parseLong(words[0]))
                .findFirst();
    }
}
