package io.agentropic.exit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The exit reports in a run directory: one file for each incarnation, the last {@link #KEPT} of each agent. */
public final class ExitReports {

    /** How many reports of one agent are kept. */
    public static final int KEPT = 100;

    private static final Pattern FILE = Pattern.compile("(.+)-\\d{1,19}\\.json");

    private final Path runDirectory;
    private final ExitReportFormat format;
    /** Agents that may have reports; {@code null} before anybody looked. Guarded by this. */
    private @Nullable Set<String> reported;

    /** Keeps reports below {@code runDirectory}, written as {@code format} says. */
    public ExitReports(Path runDirectory, ExitReportFormat format) {
        this.runDirectory = runDirectory;
        this.format = format;
    }

    /** How a report is written. */
    @FunctionalInterface
    public interface ExitReportFormat {
        /** The bytes of the file. */
        byte[] bytes(ExitReport report) throws IOException;
    }

    /** Whether there may be reports on this agent, or will be. */
    public boolean knows(String agent) throws IOException {
        return reported().contains(agent);
    }

    /** A report on this agent will be written. */
    public void announce(String agent) throws IOException {
        reported().add(agent);
    }

    /** Writes a report, as a whole or not at all, and forgets the one that is too old now. */
    public void write(ExitReport report) throws IOException {
        reported().add(report.agent());
        Path target = runDirectory.resolve(report.file());
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.write(fresh, format.bytes(report));
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (report.incarnation() > KEPT) {
            Files.deleteIfExists(runDirectory.resolve(ExitReport.file(report.agent(), report.incarnation() - KEPT)));
        }
    }

    /** Removes what an earlier run of the supervisor reported on this agent: incarnations count from 1 again. */
    public void forget(String agent) throws IOException {
        if (reported().remove(agent)) {
            for (Path file : files()) {
                if (agentOf(file).filter(agent::equals).isPresent()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The directory is listed once, as agents come by the thousand. */
    private synchronized Set<String> reported() throws IOException {
        Set<String> known = reported;
        if (known == null) {
            known = ConcurrentHashMap.newKeySet();
            for (Path file : files()) {
                agentOf(file).ifPresent(known::add);
            }
            reported = known;
        }
        return known;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(runDirectory.resolve("reports"))) {
            return files.toList();
        }
    }

    /** Whose report lies in this file; empty where it is none. */
    private static Optional<String> agentOf(Path file) {
        Matcher name = FILE.matcher(file.getFileName().toString());
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }
}
