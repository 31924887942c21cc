package io.agentropic.namespace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Finds a program on a search path, as a shell does, but never in the current directory. */
public final class CommandSearch {

    private CommandSearch() {}

    /** What was found. */
    public sealed interface Result {
        /** The first executable file of that name. */
        record Found(Path file) implements Result {}

        /** None; {@code reason} is a clause. */
        record NotFound(String reason) implements Result {}
    }

    /** The search path of this process; as a shell would have it where none is set. */
    public static String ownPath() {
        return System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    /** Looks for {@code name} in the absolute directories of {@code searchPath}. */
    public static Result find(String name, String searchPath) {
        List<Path> candidates = Arrays.stream(searchPath.split(":", -1))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isRegularFile)
                .toList();
        return candidates.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .<Result>map(Result.Found::new)
                .orElseGet(() -> new Result.NotFound(
                        candidates.isEmpty()
                                ? name + " is not on the search path " + searchPath
                                : candidates.get(0) + " is not executable for this user"));
    }
}
