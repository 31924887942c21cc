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
import org.jspecify.annotations.Nullable;

/** The processes of this machine, as a mounted proc file system shows them. */
public final class ProcessTable {

    /** The one at {@code /proc}. */
    public static final ProcessTable LIVE = new ProcessTable(Path.of("/proc"));

    private static final String PENDING = "ShdPnd:";
    private static final int HEXADECIMAL = 16;
    private static final String NUMBERS = "NSpid:";

    private final Path proc;
    /** Read when it is first asked for; a boot lasts longer than any process. */
    private volatile @Nullable String bootId;

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
        return read(pid, "stat").filter(line -> !line.isEmpty()).map(ProcessStat::parse);
    }

    /** The environment with which {@code pid} was started; none when there is no such process, or it is not ours to read. */
    public Optional<Environment> environment(long pid) {
        return read(pid, "environ").map(Environment::new);
    }

    /**
     * The numbers of {@code pid} in the pid namespaces that it is in, outermost first ({@code NSpid} in
     * proc_pid_status(5)); one number for a process in ours, none when there is no such process.
     */
    public List<Long> numbers(long pid) {
        return read(pid, "status").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(NUMBERS))
                .flatMap(line ->
                        Arrays.stream(line.substring(NUMBERS.length()).strip().split("\\s+")))
                .map(Long::valueOf)
                .toList();
    }

    /** Whether {@code signal} waits to be taken by {@code pid} ({@code ShdPnd} in proc_pid_status(5)). */
    public boolean isPending(long pid, int signal) {
        return read(pid, "status").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(PENDING))
                .mapToLong(line ->
                        Long.parseUnsignedLong(line.substring(PENDING.length()).strip(), HEXADECIMAL))
                .anyMatch(signals -> (signals & 1L << (signal - 1)) != 0);
    }

    /** Identifies the running boot of the machine, so that stored pids can be told from those of another. */
    public String bootId() {
        String known = bootId;
        if (known == null) {
            known = readBootId();
            bootId = known;
        }
        return known;
    }

    private String readBootId() {
        try {
            return Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read boot_id below " + proc, e);
        }
    }

    /** A process may end between any two system calls (ENOENT, ESRCH) or belong to someone else (EACCES): then empty. */
    private Optional<String> read(long pid, String file) {
        try {
            return Optional.of(
                    Files.readString(proc.resolve(Long.toString(pid)).resolve(file), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
