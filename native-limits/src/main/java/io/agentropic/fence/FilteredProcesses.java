package io.agentropic.fence;

import io.agentropic.syscall.CurrentProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Every process on the host behind a seccomp filter that may be an agent's: among them is each one that an agent behind a
 * filter has ever started, whatever it did to hide, since nobody gets rid of a filter. An agent of a supervisor that is not
 * root runs as the supervisor's own user for ever: no_new_privs is set with the filter.
 */
final class FilteredProcesses {

    private static final String FILTERED = "Seccomp:\t2";
    private static final String STATE = "State:\t";
    private static final String USER = "Uid:\t";

    private FilteredProcesses() {}

    /**
     * Their ids, by which {@code /proc/ID/fd} shows what they have open. A process whose first thread has ended shows nothing
     * there while its other threads go on: it comes with the ids of those. One that has ended altogether has nothing open.
     */
    static List<Long> ids() {
        return ids(Path.of("/proc"), CurrentProcess.effectiveUser());
    }

    static List<Long> ids(Path proc, int ownUser) {
        List<Long> ids = new ArrayList<>();
        for (Path process : numbered(proc)) {
            List<String> status = status(process);
            if (!status.contains(FILTERED) || !mayBeOurs(status, ownUser)) {
                continue;
            }
            if (!hasEnded(status)) {
                ids.add(id(process));
            } else {
                numbered(process.resolve("task")).stream()
                        .filter(thread -> !hasEnded(status(thread)))
                        .forEach(thread -> ids.add(id(thread)));
            }
        }
        return ids;
    }

    private static boolean mayBeOurs(List<String> status, int ownUser) {
        return ownUser == 0 || status.stream().anyMatch(line -> line.startsWith(USER + ownUser + "\t"));
    }

    /** Of a thread that is gone, too, nothing is to be seen. */
    private static boolean hasEnded(List<String> status) {
        return status.isEmpty()
                || status.stream().anyMatch(line -> line.startsWith(STATE + "Z") || line.startsWith(STATE + "X"));
    }

    private static long id(Path task) {
        return Long.parseLong(task.getFileName().toString());
    }

    private static List<Path> numbered(Path directory) {
        List<Path> found = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(directory, "[0-9]*")) {
            entries.forEach(found::add);
            return found;
        } catch (NoSuchFileException ended) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException("cannot list " + directory, e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private static List<String> status(Path task) {
        try {
            return Files.readAllLines(task.resolve("status"));
        } catch (IOException ended) {
            return List.of();
        }
    }
}
