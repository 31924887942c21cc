package io.agentropic.confine;

import io.agentropic.landlock.Grant;
import io.agentropic.landlock.PathRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What every JVM needs of the system: the C library's directory, the shell at the gate, names and time zones. */
public final class SystemPaths {

    /** The C library and the loader as a JVM has them mapped: {@code libc.so.6}, {@code ld-linux-x86-64.so.2}. */
    private static final Pattern LIBRARY = Pattern.compile("(libc[.-]|ld-|libm[.-]|libz[.-]|libstdc\\+\\+[.-]).*");

    private static final Path SHELL = Path.of("/bin/sh");

    private static final List<String> READABLE = List.of(
            "/etc/ld.so.cache",
            "/etc/localtime",
            "/etc/timezone",
            "/usr/share/zoneinfo",
            "/usr/lib/locale",
            "/etc/hosts",
            "/etc/host.conf",
            "/etc/resolv.conf",
            "/etc/nsswitch.conf",
            "/etc/gai.conf",
            "/etc/services",
            "/etc/protocols",
            "/etc/passwd",
            "/etc/group",
            "/etc/ssl/certs",
            "/etc/pki/ca-trust/extracted",
            "/usr/share/ca-certificates");

    private static final List<String> DEVICES = List.of("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom");

    /** The supervisor's own JVM stays where it is, and its libraries too. */
    private static final List<PathRule> RULES = Stream.of(
                    libraries().map(directory -> PathRule.on(directory, Grant.READ_AND_EXECUTE)),
                    Stream.of(PathRule.on(SHELL, Grant.READ_AND_EXECUTE)),
                    READABLE.stream().map(Path::of).map(path -> PathRule.ifThere(path, Grant.READ)),
                    DEVICES.stream().map(Path::of).map(path -> PathRule.ifThere(path, Grant.USE)))
            .flatMap(rules -> rules)
            .toList();

    private SystemPaths() {}

    /** What else the C library reads: names, addresses, time zones, certificates; those that there are. */
    public static Stream<Path> readable() {
        return READABLE.stream().map(Path::of).filter(Files::exists);
    }

    static List<PathRule> rules() {
        return RULES;
    }

    /** Where the C library, the loader and the libraries beside them lie; real directories. */
    public static Stream<Path> libraries() {
        try {
            String maps = new String(Files.readAllBytes(Path.of("/proc/self/maps")), StandardCharsets.UTF_8);
            Path home = Path.of(System.getProperty("java.home")).toRealPath();
            return directoriesIn(maps).filter(directory -> !directory.startsWith(home));
        } catch (IOException e) {
            throw new UncheckedIOException("the libraries of this JVM cannot be found in /proc/self/maps", e);
        }
    }

    /** Where the libraries lie that a map of memory names; see proc_pid_maps(5). */
    static Stream<Path> directoriesIn(String maps) {
        return maps.lines()
                .map(line -> line.substring(line.indexOf('/') < 0 ? line.length() : line.indexOf('/')))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(path -> LIBRARY.matcher(path.getFileName().toString()).matches())
                .map(Path::getParent)
                .distinct();
    }
}
