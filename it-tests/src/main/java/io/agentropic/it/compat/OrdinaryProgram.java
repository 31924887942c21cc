package io.agentropic.it.compat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does what programs do: {@code OrdinaryProgram [--without NAME]…}. Prints {@code ok NAME} or {@code failed NAME: WHY} for
 * each thing, and ends with 1 when one failed. It knows nothing of the fence around it.
 */
public final class OrdinaryProgram {

    private OrdinaryProgram() {}

    /** Does everything but what is named. */
    public static void main(String[] args) throws Exception {
        List<String> without = List.of(args);
        List<String> failed = new ArrayList<>();
        for (Workload workload : workloads().toList()) {
            if (!without.contains(workload.name()) && !works(workload)) {
                failed.add(workload.name());
            }
        }
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    /** The names of everything it does. */
    public static List<String> names() {
        return workloads().map(Workload::name).toList();
    }

    private static Stream<Workload> workloads() {
        return Stream.of(FileWorkloads.ALL, NetworkWorkloads.ALL, JvmWorkloads.ALL)
                .flatMap(List::stream);
    }

    /** Whatever goes wrong, errors of the JVM included, is the finding; the next thing is done all the same. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static boolean works(Workload workload) throws Exception {
        Path directory = Files.createTempDirectory(workload.name());
        try {
            workload.body().run(directory);
            System.out.println("ok " + workload.name());
            return true;
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            System.out.println("failed " + workload.name() + ": " + e);
            e.printStackTrace();
            return false;
        }
    }
}
