package io.agentropic.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The processes of this machine, as a mounted proc file system shows them. */
public final class ProcessTable {

    /** The one at {@code /proc}. */
    public static final ProcessTable LIVE = new ProcessTable(Path.of("/proc"));

    private final Path proc;

    /** The processes below {@code proc}. */
    public ProcessTable(Path proc) {
        this.proc = proc;
    }

    /** All processes at this moment, zombies included. One that ends meanwhile may be missing. */
    public List<ProcessStat> list() {
        var found = new ArrayList<ProcessStat>();
        try (var entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path entry : entries) {
                find(Long.parseLong(entry.getFileName().toString())).ifPresent(found::add);
            }
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException("cannot list " + proc, e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + proc, e);
        }
        return found;
    }

    /** The process that has {@code pid} now, a zombie too; empty when there is none. */
    public Optional<ProcessStat> find(long pid) {
        return read(pid, "stat").map(ProcessStat::parse);
    }

    /**
     * The value of {@code variable} in the environment with which {@code pid} was started; empty when it has none, or is
     * not ours to read.
     */
    public Optional<String> environment(long pid, String variable) {
        String assignment = variable + "=";
        return read(pid, "environ")
                .flatMap(text -> Arrays.stream(text.split("\0"))
                        .filter(entry -> entry.startsWith(assignment))
                        .map(entry -> entry.substring(assignment.length()))
                        .findFirst());
    }

    /** Identifies the running boot of the machine, so that stored pids can be told from those of another. */
    public String bootId() {
        try {
            return Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read boot_id below " + proc, e);
        }
    }

    /** A process may end between any two system calls (ENOENT, ESRCH) or belong to someone else (EACCES): then empty. */
    private Optional<String> read(long pid, String file) {
        try {
            byte[] bytes = Files.readAllBytes(proc.resolve(Long.toString(pid)).resolve(file));
            return bytes.length == 0 ? Optional.empty() : Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
