package io.agentropic.namespace;

import io.agentropic.confine.JavaHomeLinks;
import io.agentropic.confine.SystemPaths;
import io.agentropic.limits.DataSize;
import io.agentropic.namespace.FileView.Mount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The least of the host with which a JVM can start: the C library, the JVM, two empty directories in memory. */
public final class HostView {

    /** How much fits into each directory in memory where nobody says. */
    public static final DataSize DEFAULT_TEMPORARY = DataSize.mebibytes(64);

    /** Through these goes the path of the loader that is written in each executable; see ld.so(8). */
    private static final List<Path> LOADER_DIRECTORIES = List.of(Path.of("/lib"), Path.of("/lib64"));

    private HostView() {}

    /**
     * All that a JVM needs, in an otherwise empty root.
     *
     * @param javaHome the JVM; seen where it is on the host
     * @param temporary how much fits into each of {@code /tmp} and {@code /dev/shm}
     */
    public static FileView minimal(Path javaHome, DataSize temporary) {
        try {
            return new FileView(Stream.of(memory(temporary), system(), jvm(javaHome))
                    .flatMap(List::stream)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("what the JVM at " + javaHome + " needs cannot be found", e);
        }
    }

    /** Directories in memory, and the JVM: for a root that has a C library of its own. */
    public static FileView onRoot(Path javaHome, DataSize temporary) {
        try {
            return new FileView(Stream.of(memory(temporary), jvm(javaHome))
                    .flatMap(List::stream)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the JVM at " + javaHome + " cannot be read", e);
        }
    }

    private static List<Mount> memory(DataSize size) {
        return List.of(new Mount.Temporary(Path.of("/tmp"), size), new Mount.Temporary(Path.of("/dev/shm"), size));
    }

    private static List<Mount> system() throws IOException {
        List<Mount> mounts = new ArrayList<>();
        for (Path directory : LOADER_DIRECTORIES) {
            if (Files.isSymbolicLink(directory)) {
                mounts.add(new Mount.Link(directory, Files.readSymbolicLink(directory)));
            }
        }
        Path loaders = Path.of("/lib64");
        if (Files.isDirectory(loaders)) {
            mounts.add(new Mount.ReadOnly(loaders.toRealPath()));
        }
        Stream.concat(SystemPaths.libraries(), SystemPaths.readable())
                .map(Mount.ReadOnly::new)
                .forEach(mounts::add);
        return mounts;
    }

    private static List<Mount> jvm(Path home) throws IOException {
        Path real = home.toRealPath();
        List<Mount> mounts = new ArrayList<>();
        mounts.add(new Mount.ReadOnly(real, home));
        mounts.add(new Mount.ReadOnly(real));
        JavaHomeLinks.outside(real).stream().map(Mount.ReadOnly::new).forEach(mounts::add);
        return mounts;
    }
}
