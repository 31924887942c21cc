package io.agentropic.probe;

import io.agentropic.health.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks when a file was modified.
 *
 * @param path the file; a link is not followed
 * @param maxAge how long ago that may be
 * @param times what it is compared with
 * @param ofThisLife whether it must have been modified in this incarnation; otherwise what was missed before it was looked
 *     at does not count
 */
record FileCheck(Path path, Duration maxAge, Checks.Times times, boolean ofThisLife) implements Check {

    static FileCheck ofLiveness(Path path, Duration maxAge, Checks.Times times) {
        return new FileCheck(path, maxAge, times, false);
    }

    static FileCheck ofThisLife(Path path, Duration maxAge, Checks.Times times) {
        return new FileCheck(path, maxAge, times, true);
    }

    @Override
    public Finding look() throws CheckFailedException {
        Optional<Instant> modified = modified();
        Instant touched = modified.orElse(Instant.MIN);
        if (ofThisLife && touched.isBefore(times.began())) {
            return Finding.bad(
                    path + (modified.isPresent() ? " was not modified in this incarnation" : " does not exist"));
        }
        Instant counted = touched.isBefore(times.since()) && !ofThisLife ? times.since() : touched;
        Duration age = Duration.between(counted, times.clock().instant());
        return age.compareTo(maxAge) > 0
                ? Finding.silence(path + " was not modified for " + seconds(age))
                : Finding.well(path + " was modified in time");
    }

    private Optional<Instant> modified() throws CheckFailedException {
        try {
            return Optional.of(
                    Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CheckFailedException(path + " cannot be looked at: " + e, e);
        }
    }

    private static String seconds(Duration age) {
        return String.format(Locale.ROOT, "%.1f s", age.toMillis() / 1e3);
    }
}
