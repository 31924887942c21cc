package io.agentropic.cli;

import io.agentropic.rundir.RunDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --run-dir}. */
final class RunDirectoryOption {

    @Option(
            names = "--run-dir",
            paramLabel = "DIR",
            description = "The supervisor's directory; default /run/agentropic for root, $XDG_RUNTIME_DIR/agentropic"
                    + " for others.")
    private @Nullable Path directory;

    Path directory() {
        return directory == null
                ? RunDirectory.defaultPath()
                : directory.toAbsolutePath().normalize();
    }

    boolean given() {
        return directory != null;
    }
}
