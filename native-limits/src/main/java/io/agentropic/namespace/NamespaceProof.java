package io.agentropic.namespace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Looks at a process from outside, whether it is as enclosed as it should be; what bubblewrap claims is not believed. */
public final class NamespaceProof {

    /** What is known of this process. */
    static final Path OWN = Path.of("/proc/self");

    /** A command whose output is enough to prove it. */
    public static final List<String> SHOW_YOURSELF =
            List.of("/bin/sh", "-c", "ls -l /proc/self/ns && cat /proc/self/status");

    /** What {@code /proc/PID/status} must say, line by line; see proc_pid_status(5). */
    private static final List<String> RESTRICTED = List.of(
            "NoNewPrivs:\t1",
            "Seccomp:\t2",
            "CapInh:\t0000000000000000",
            "CapPrm:\t0000000000000000",
            "CapEff:\t0000000000000000",
            "CapBnd:\t0000000000000000",
            "CapAmb:\t0000000000000000");

    private NamespaceProof() {}

    /**
     * What is missing, as clauses; empty when nothing is.
     *
     * @param pid the process, as this one sees it
     * @param shared namespaces that it has in common with this process by intent
     */
    public static List<String> missing(long pid, Set<Namespace> shared) {
        Path process = OWN.resolveSibling(Long.toString(pid));
        EnumSet<Namespace> own = EnumSet.allOf(Namespace.class);
        own.removeAll(shared);
        try {
            List<String> missing = new ArrayList<>(unrestricted(Files.readString(process.resolve("status"))));
            for (Namespace namespace : own) {
                if (identity(process, namespace).equals(identity(OWN, namespace))) {
                    missing.add(common(namespace));
                }
            }
            return missing;
        } catch (IOException e) {
            return List.of("what holds it cannot be read: " + e);
        }
    }

    /** The same of a process with every namespace of its own, from the output of {@link #SHOW_YOURSELF}. */
    public static List<String> missingIn(String shown) {
        List<String> missing = new ArrayList<>(unrestricted(shown));
        try {
            for (Namespace namespace : Namespace.values()) {
                String own = identity(OWN, namespace).toString();
                boolean itsOwn = shown.lines()
                        .filter(line -> line.contains(" " + namespace.procName() + " -> "))
                        .anyMatch(line -> !line.endsWith(own));
                if (!itsOwn) {
                    missing.add(common(namespace));
                }
            }
            return missing;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the namespaces of this process", e);
        }
    }

    private static List<String> unrestricted(String status) {
        List<String> lines = status.lines().toList();
        return RESTRICTED.stream()
                .filter(line -> !lines.contains(line))
                .map(line -> "its status does not say '" + line.replace('\t', ' ') + "'")
                .toList();
    }

    private static String common(Namespace namespace) {
        return "its " + namespace.procName() + " namespace is the supervisor's";
    }

    /** Names one namespace among all; two processes that share it answer the same. */
    static Path identity(Path process, Namespace namespace) throws IOException {
        return Files.readSymbolicLink(process.resolve("ns").resolve(namespace.procName()));
    }
}
