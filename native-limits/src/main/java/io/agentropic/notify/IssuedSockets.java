package io.agentropic.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The sockets that were given to one agent and may still be open, by their inodes. One is gone when no process that could
 * have it shows it, and no connection of it is left: one that travels in a message is in no process. What cannot be looked
 * at counts as open. Owned by one thread.
 */
final class IssuedSockets {

    private static final List<String> CONNECTIONS = List.of("tcp", "tcp6", "udp", "udp6");
    private static final String LINK = "socket:[";
    private static final int INODE_COLUMN = 9;

    private final Path proc;
    private final Supplier<? extends Collection<Long>> processes;
    private final Set<Long> live = new HashSet<>();

    /**
     * None yet.
     *
     * @param proc {@code /proc}
     * @param processes every process that could have a socket of the agent
     */
    IssuedSockets(Path proc, Supplier<? extends Collection<Long>> processes) {
        this.proc = proc;
        this.processes = processes;
    }

    void add(long inode) {
        live.add(inode);
    }

    /** How many are open at this moment. */
    int count() {
        if (live.isEmpty()) {
            return 0;
        }
        try {
            Set<Long> seen = new HashSet<>();
            for (long pid : processes.get()) {
                collect(pid, seen);
            }
            if (!seen.containsAll(live)) {
                collectConnections(seen);
            }
            live.retainAll(seen);
        } catch (IOException | UncheckedIOException unreadable) {
            return live.size();
        }
        return live.size();
    }

    private void collect(long pid, Set<Long> seen) throws IOException {
        Path directory = proc.resolve(pid + "/fd");
        try (var descriptors = Files.newDirectoryStream(directory)) {
            for (Path descriptor : descriptors) {
                collect(descriptor, seen);
            }
        } catch (DirectoryIteratorException e) {
            if (Files.exists(directory)) {
                throw e.getCause();
            }
        } catch (NoSuchFileException | NotDirectoryException ended) {
            // a process that has ended has none
        }
    }

    private static void collect(Path descriptor, Set<Long> seen) throws IOException {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            if (target.startsWith(LINK)) {
                seen.add(Long.parseLong(target.substring(LINK.length(), target.length() - 1)));
            }
        } catch (NoSuchFileException | NotLinkException closed) {
            // between the two looks
        }
    }

    private void collectConnections(Set<Long> seen) throws IOException {
        for (String kind : CONNECTIONS) {
            Path table = proc.resolve("self/net").resolve(kind);
            if (!Files.exists(table)) {
                continue;
            }
            for (String line : Files.readAllLines(table)) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length > INODE_COLUMN && columns[0].endsWith(":")) {
                    seen.add(Long.parseLong(columns[INODE_COLUMN]));
                }
            }
        }
    }
}
