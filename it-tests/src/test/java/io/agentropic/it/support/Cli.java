package io.agentropic.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The launcher jar as a user runs it: {@code java -jar agentropic-supervisor.jar …}, in a directory of its own. */
public final class Cli {

    private final Path directory;
    private final Path java;
    private final Map<String, String> variables;
    private int calls;

    private Cli(Path directory, Path java, Map<String, String> variables) {
        this.variables = variables;
        this.directory = directory;
        this.java = java;
    }

    /** Run by the JVM that runs the tests; {@code directory} is where output and the run directory lie. */
    public static Cli in(Path directory) {
        return new Cli(directory, Product.javaHome().resolve("bin/java"), Map.of());
    }

    /** The same, run by another JVM. */
    public Cli with(Path javaHome) {
        return new Cli(directory, javaHome.resolve("bin/java"), variables);
    }

    /** The run directory that {@link #run} and {@link #start} name with {@code --run-dir}. */
    public Path runDirectory() {
        return directory.resolve("run");
    }

    /** The same, with another search path for programs. */
    public Cli withPath(String path) {
        return new Cli(directory, java, Map.of("PATH", path));
    }

    /** Runs one command to its end. */
    public CliResult run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).await(Duration.ofMinutes(3));
    }

    /** Starts one command. */
    public Running start(String... arguments) throws IOException {
        calls++;
        List<String> command = new ArrayList<>(groupPrefix());
        command.addAll(List.of(java.toString(), "-jar", Product.launcherJar().toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("cli-" + System.nanoTime() + "-" + calls + ".out");
        Path err = directory.resolve("cli-" + System.nanoTime() + "-" + calls + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Product.root().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("NO_COLOR", "1");
        environment.remove("JAVA_HOME");
        environment.putAll(variables);
        return new Running(builder.start(), out, err);
    }

    /** Adds {@code --run-dir} after the verb, as most commands need it here. */
    public String[] here(String verb, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of(verb, "--run-dir", runDirectory().toString()));
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }

    /** A supervisor sits alone in its control group; each command gets one below the lane's. */
    private List<String> groupPrefix() {
        @Nullable Path lane = Lane.group().orElse(null);
        if (lane == null) {
            return List.of();
        }
        String group = lane.resolve("cli-" + System.nanoTime()).toString();
        return List.of(
                "/bin/sh",
                "-c",
                "mkdir '" + group + "' && echo $$ > '" + group + "/cgroup.procs' && exec \"$@\"",
                "sh");
    }

    /** What a command ended with. */
    public record CliResult(int code, String out, String err) {}

    /** A command that runs. */
    public record Running(Process process, Path outFile, Path errFile) {

        /** What it has printed so far. */
        public String out() {
            return text(outFile);
        }

        /** What it has complained about so far. */
        public String err() {
            return text(errFile);
        }

        /** Waits for its end; kills it and fails at the deadline. */
        public CliResult await(Duration limit) throws InterruptedException {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("no end within " + limit.toSeconds() + " s; out: " + out() + " err: " + err());
            }
            return new CliResult(process.exitValue(), out(), err());
        }

        private static String text(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("cannot read " + file, e);
            }
        }
    }
}
