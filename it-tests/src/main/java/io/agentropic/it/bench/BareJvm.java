package io.agentropic.it.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JVMs without a supervisor: the same JDK, default flags, a class path of one jar. */
final class BareJvm {

    private BareJvm() {}

    static ProcessBuilder command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Setup.agentsJar().toString(),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** Milliseconds from start to exit of {@code java Hello}. */
    static Samples helloMillis(int count) throws IOException, InterruptedException {
        double[] millis = new double[count];
        for (int i = 0; i < count; i++) {
            long before = System.nanoTime();
            Process process = command(Hello.class)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int code = process.waitFor();
            millis[i] = (System.nanoTime() - before) / 1e6;
            if (code != 0) {
                throw new IllegalStateException("java Hello ended with " + code);
            }
        }
        return Samples.of(millis);
    }

    /** Milliseconds from the moment before SIGKILL until {@code Process.waitFor} returns, of so many idle JVMs in turn. */
    static Samples deathMillis(int count) throws IOException, InterruptedException {
        double[] millis = new double[count];
        for (int i = 0; i < count; i++) {
            Process process = command(Hello.class, "idle").start();
            awaitFirstByte(process);
            long killed = Recovery.kill(process.pid());
            process.waitFor();
            millis[i] = (System.nanoTime() - killed) / 1e6;
        }
        return Samples.of(millis);
    }

    /** Proportional memory in MiB of each of so many idle JVMs that live at once. */
    static Samples idleMebibytes(int count) throws IOException, InterruptedException {
        List<Process> idle = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Process process = command(Hello.class, "idle").start();
                idle.add(process);
                awaitFirstByte(process);
            }
            return Memory.settledMebibytes(idle.stream().map(Process::pid).toList());
        } finally {
            for (Process process : idle) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static void awaitFirstByte(Process process) throws IOException {
        InputStream out = process.getInputStream();
        if (out.read() < 0) {
            throw new IllegalStateException("java Hello idle ended without a word");
        }
    }
}
