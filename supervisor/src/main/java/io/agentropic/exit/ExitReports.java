package io.agentropic.exit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/** The exit reports in a run directory: one file for each incarnation, the last {@link #KEPT} of each agent. */
public final class ExitReports {

    /** How many reports of one agent are kept. */
    public static final int KEPT = 100;

    private static final Pattern NUMBERED = Pattern.compile("\\d{1,19}\\.json");

    private final Path runDirectory;
    private final ExitReportFormat format;

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

    /** Writes a report, as a whole or not at all, and forgets the one that is too old now. */
    public void write(ExitReport report) throws IOException {
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
        String prefix = agent + "-";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(runDirectory.resolve("reports"))) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.startsWith(prefix)
                        && NUMBERED.matcher(name.substring(prefix.length())).matches()) {
                    Files.delete(file);
                }
            }
        }
    }
}
