package io.agentropic.seccomp;

import io.agentropic.syscall.Architecture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The system calls of one architecture: names with their numbers, one a line in the resource of its name. */
final class SyscallTable {

    private static final Map<Architecture, SyscallTable> TABLES = new ConcurrentHashMap<>();

    private final Map<String, Integer> numbers;

    private SyscallTable(Map<String, Integer> numbers) {
        this.numbers = numbers;
    }

    static SyscallTable of(Architecture architecture) {
        return TABLES.computeIfAbsent(
                architecture,
                key -> new SyscallTable(lines(key + ".txt").stream()
                        .map(line -> line.split(" ", -1))
                        .collect(Collectors.toUnmodifiableMap(words -> words[0], words -> Integer.valueOf(words[1])))));
    }

    /** Names of a list, which may stand several in a line; what follows {@code #} is a comment. */
    static List<String> names(String resource) {
        return lines(resource).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .flatMap(line -> Arrays.stream(line.split(" +", -1)))
                .toList();
    }

    /** The number of a call; empty when this architecture does not have it. */
    Optional<Integer> number(String name) {
        return Optional.ofNullable(numbers.get(name));
    }

    private static List<String> lines(String resource) {
        try (InputStream in = SyscallTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks the resource " + resource);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + resource + " cannot be read", e);
        }
    }
}
