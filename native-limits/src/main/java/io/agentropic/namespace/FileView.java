package io.agentropic.namespace;

import io.agentropic.limits.DataSize;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The file system as the processes of one agent see it: nothing but what is named here, below a root that cannot be
 * written to.
 *
 * @param mounts in the order in which they are made: outer before inner
 */
public record FileView(List<Mount> mounts) {

    /** Sorts them so that none hides an inner one; of two at the same place the later one in the list is on top. */
    public FileView {
        mounts = mounts.stream()
                .distinct()
                .sorted(Comparator.comparingInt(mount -> mount.inside().getNameCount()))
                .toList();
    }

    /** This view with others in it. */
    public FileView with(List<Mount> others) {
        return new FileView(Stream.concat(mounts.stream(), others.stream()).toList());
    }

    /** One place in the view. */
    public sealed interface Mount {

        /** Where it is, absolute. */
        Path inside();

        /** A file, directory or socket of the host that cannot be changed from inside; a socket can be connected to. */
        record ReadOnly(Path source, Path inside) implements Mount {
            /** Seen where it is on the host. */
            public ReadOnly(Path path) {
                this(path, path);
            }
        }

        /** A file or directory of the host that can be written to. */
        record Writable(Path source, Path inside) implements Mount {
            /** Seen where it is on the host. */
            public Writable(Path path) {
                this(path, path);
            }
        }

        /** A symbolic link. */
        record Link(Path inside, Path target) implements Mount {}

        /** An empty directory in memory that takes {@code size} at most and is gone with the last process. */
        record Temporary(Path inside, DataSize size) implements Mount {}
    }
}
