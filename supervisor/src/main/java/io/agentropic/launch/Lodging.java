package io.agentropic.launch;

import io.agentropic.confine.AgentUser;
import io.agentropic.confine.AgentUserPool;
import io.agentropic.rundir.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one incarnation has to itself while it lives: where its JVM describes a crash, and for a confined one a private
 * directory, and a user where the supervisor is root. Close it when none of its processes is left.
 */
public final class Lodging implements AutoCloseable {

    private final Path crashFile;
    private final Path crashReport;
    private final @Nullable PrivateDirectory directory;
    private final @Nullable Path temporary;
    private final AgentUserPool.@Nullable Lease lease;

    private Lodging(
            Path crashFile,
            Path crashReport,
            @Nullable PrivateDirectory directory,
            @Nullable Path temporary,
            AgentUserPool.@Nullable Lease lease) {
        this.temporary = temporary;
        this.crashFile = crashFile;
        this.crashReport = crashReport;
        this.directory = directory;
        this.lease = lease;
    }

    /** Of an incarnation that is not confined. */
    public static Lodging open(Path crashReport) {
        return new Lodging(crashReport, crashReport, null, null, null);
    }

    /** Of a confined one; its temporary files lie in {@code temporary}, as it sees that path. */
    static Lodging confined(
            Path crashReport, PrivateDirectory directory, Path temporary, AgentUserPool.@Nullable Lease lease) {
        return new Lodging(
                directory.path().resolve(crashReport.getFileName()), crashReport, directory, temporary, lease);
    }

    /** Of a worker that waits, in a directory of its own, for an agent that is not confined. */
    static Lodging waiting(PrivateDirectory directory) {
        Path crashFile = directory.path().resolve("hs_err.log");
        return new Lodging(crashFile, crashFile, directory, null, null);
    }

    /** The same place for the agent whose crashes are to be described in {@code report}. */
    Lodging reporting(Path report) {
        return new Lodging(crashFile, report, directory, temporary, lease);
    }

    /** Where its JVM describes a crash. */
    Path crashFile() {
        return crashFile;
    }

    /** Where its temporary files lie, as it sees that path; empty where they lie among all others. */
    Optional<Path> temporaryDirectory() {
        return Optional.ofNullable(temporary);
    }

    /** Its private directory; empty where it has none. */
    public Optional<Path> privateDirectory() {
        return Optional.ofNullable(directory).map(PrivateDirectory::path);
    }

    /** As whom it runs; empty for the supervisor's own user. */
    public Optional<AgentUser> user() {
        return Optional.ofNullable(lease).map(AgentUserPool.Lease::user);
    }

    /**
     * Where the description of a crash is to be found; one that lies in the private directory is moved out of it.
     *
     * @throws IOException when it cannot be moved
     */
    public Path crashReport() throws IOException {
        if (directory != null) {
            directory.rescue(crashFile, crashReport);
        }
        return crashReport;
    }

    /**
     * Removes the private directory with all that is in it and gives the user back. Idempotent.
     *
     * @throws IOException when something in it cannot be removed
     */
    @Override
    public void close() throws IOException {
        try (lease) {
            if (directory != null) {
                directory.close();
            }
        }
    }
}
