package io.agentropic.landlock;

import java.nio.file.Path;

/**
 * What may be done with a file, or with a directory and all below it. Symbolic links are followed when the rule is made:
 * it binds to what the path means then.
 *
 * @param path where
 * @param grant what
 * @param required whether a path that is missing is an error; otherwise the rule is left out, which grants less
 */
public record PathRule(Path path, Grant grant, boolean required) {

    /** A rule on a path that must be there. */
    public static PathRule on(Path path, Grant grant) {
        return new PathRule(path, grant, true);
    }

    /** A rule on a path that not every system has. */
    public static PathRule ifThere(Path path, Grant grant) {
        return new PathRule(path, grant, false);
    }
}
