package io.agentropic.container;

import io.agentropic.limits.DataSize;
import io.agentropic.namespace.FileView;
import io.agentropic.namespace.FileView.Mount;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A root file system that a user has made. Nothing is ever written to it, so what is mounted needs a place there: one that
 * exists, or one below a directory that is empty, which is then replaced by one in memory.
 *
 * @param directory where it is on the host
 */
record GivenRoot(Path directory) {

    /** Holds names only. */
    private static final DataSize SMALL = DataSize.kibibytes(64);

    private static final Path ROOT = Path.of("/");

    /**
     * {@code view} with what it takes to mount it here.
     *
     * @throws IOException naming the places that are missing, and what to do
     */
    FileView fitted(FileView view) throws IOException {
        Set<Path> replaced = new LinkedHashSet<>();
        List<Path> missing = new ArrayList<>();
        for (Mount mount : view.mounts()) {
            Path inside = mount.inside();
            if (!covered(inside, view, replaced) && !Files.exists(here(inside))) {
                emptyAbove(inside).ifPresentOrElse(replaced::add, () -> missing.add(inside));
            }
        }
        if (!missing.isEmpty()) {
            throw new IOException("the root file system " + directory + " has no place for " + missing
                    + "; make each, as an empty file or by: mkdir -p " + here(missing.getFirst()));
        }
        List<Mount> memory = new ArrayList<>();
        replaced.forEach(place -> memory.add(new Mount.Temporary(place, SMALL)));
        return new FileView(memory).with(view.mounts());
    }

    /** Whether it lies in a directory in memory, where the runtime makes what it needs, or in one of the host. */
    private static boolean covered(Path inside, FileView view, Set<Path> replaced) {
        return replaced.stream().anyMatch(inside::startsWith)
                || view.mounts().stream()
                        .filter(outer -> !outer.inside().equals(inside))
                        .anyMatch(outer -> inside.startsWith(outer.inside()));
    }

    /** The nearest directory above that exists, where it is empty and not the root. */
    private Optional<Path> emptyAbove(Path inside) throws IOException {
        Path above = inside.getParent();
        while (above != null && !Files.isDirectory(here(above))) {
            above = above.getParent();
        }
        boolean usable = above != null && !above.equals(ROOT) && isEmpty(here(above));
        return usable ? Optional.ofNullable(above) : Optional.empty();
    }

    private static boolean isEmpty(Path place) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
            return !entries.iterator().hasNext();
        }
    }

    private Path here(Path inside) {
        return directory.resolve(ROOT.relativize(inside));
    }
}
