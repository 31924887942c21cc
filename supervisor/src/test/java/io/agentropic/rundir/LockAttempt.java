package io.agentropic.rundir;

import java.nio.file.Path;

/** A second supervisor, reduced to its attempt to open a run directory. */
final class LockAttempt {

    private LockAttempt() {}

    public static void main(String[] args) {
        try (RunDirectory opened = RunDirectory.open(Path.of(args[0]))) {
            System.out.print("opened " + opened.path());
        } catch (RunDirectoryException e) {
            System.out.print(e.getMessage());
        }
    }

    /** What another process says when it tries. */
    static String byAnotherProcess(Path directory) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockAttempt.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
