package io.agentropic.cli;

import io.agentropic.config.ValueReader;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.Enforcement;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.program.JavaHome;
import io.agentropic.program.ProgramInspector;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.LogConfig;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The agent that {@code run} is asked for. */
final class RunOptions {

    /** Large enough that ordinary output is never cut while it is passed through. */
    private static final LogConfig LOGS = new LogConfig(DataSize.mebibytes(256), 2);

    @Parameters(index = "0", paramLabel = "JAR|CLASS", description = "An executable jar, or a class on --class-path.")
    private String program = "";

    @Parameters(index = "1..*", paramLabel = "ARGS", description = "Arguments of the agent, after '--'.")
    private List<String> args = List.of();

    @Option(
            names = {"--class-path", "-cp"},
            paramLabel = "CP",
            description = "Jars and directories, separated by ':'; default '.'.")
    private String classPath = ".";

    @Option(names = "--name", paramLabel = "NAME", description = "The agent's name; default from the jar or class.")
    private @Nullable String name;

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory of all its processes: 256M.")
    private @Nullable String memory;

    @Option(names = "--cpu", paramLabel = "CORES", description = "CPU: 0.5, or 50%%.")
    private @Nullable String cpu;

    @Option(names = "--processes", paramLabel = "N", description = "Processes and threads together.")
    private @Nullable String processes;

    @Option(names = "--open-files", paramLabel = "N", description = "Open files of each process.")
    private @Nullable String openFiles;

    @Option(names = "--file-size", paramLabel = "SIZE", description = "The largest file it may write.")
    private @Nullable String fileSize;

    @Option(
            names = "--isolation",
            paramLabel = "LEVEL",
            defaultValue = "resource-limits",
            description = "none, resource-limits (default), sandbox, process or container.")
    private String isolation = "resource-limits";

    @Mixin
    private SandboxOptions sandbox = new SandboxOptions();

    @Option(
            names = "--restart",
            paramLabel = "POLICY",
            defaultValue = "never",
            description = "never (default), on-failure or always.")
    private String restart = "never";

    @Option(
            names = {"--env", "-e"},
            paramLabel = "K=V",
            description = "A variable of its environment.")
    private Map<String, String> env = new LinkedHashMap<>();

    @Option(names = "--java-home", paramLabel = "DIR", description = "The JVM to run it on, from 17 on.")
    private @Nullable Path javaHome;

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "An option of its JVM: --jvm-option=-XX:+UseG1GC.")
    private List<String> jvmOptions = List.of();

    /** The agent, checked; wrong option values are usage errors, a program that cannot run is an invalid specification. */
    AgentSpec spec(CommandLine line) {
        ResourceLimits limits = limits(line);
        IsolationLevel level =
                read(line, "--isolation", isolation, ValueReader.oneOf(IsolationLevel.values(), IsolationLevel::word));
        RestartPolicy policy =
                read(line, "--restart", restart, ValueReader.oneOf(RestartPolicy.values(), RestartPolicy::word));
        ProgramSource source = source();
        AgentSpec.Builder spec = AgentSpec.of(name == null ? defaultName(source) : name, source)
                .args(args)
                .jvm(new JvmConfig(javaHome, jvmOptions, null))
                .isolation(new IsolationConfig(level, limits, sandbox.config(line)))
                .supervision(Supervision.builder().restartPolicy(policy).build());
        env.forEach(spec::env);
        if (level != IsolationLevel.NONE) {
            spec.logs(LOGS);
        }
        if (level == IsolationLevel.RESOURCE_LIMITS) {
            spec.workingDirectory(Path.of("").toAbsolutePath());
        }
        return spec.build();
    }

    Enforcement enforcement(CommandLine line, String word) {
        return read(
                line,
                "--enforcement",
                word,
                ValueReader.oneOf(
                        Enforcement.values(),
                        mode -> mode.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    private ResourceLimits limits(CommandLine line) {
        ResourceLimits.Builder limits = ResourceLimits.builder();
        if (memory != null) {
            limits.memory(read(line, "--memory", memory, ValueReader.SIZE));
        }
        if (cpu != null) {
            limits.cpu(read(line, "--cpu", cpu, ValueReader.CORES));
        }
        if (processes != null) {
            limits.processes(read(line, "--processes", processes, ValueReader.COUNT));
        }
        if (openFiles != null) {
            limits.openFiles(read(line, "--open-files", openFiles, ValueReader.COUNT));
        }
        if (fileSize != null) {
            limits.fileSize(read(line, "--file-size", fileSize, ValueReader.SIZE));
        }
        return limits.build();
    }

    private ProgramSource source() {
        Path file = Path.of(program).toAbsolutePath().normalize();
        if (program.endsWith(".jar") || Files.exists(file)) {
            return new ProgramSource.ExecutableJar(file);
        }
        JavaHome java =
                javaHome == null ? JavaHome.own() : JavaHome.inspect(javaHome).require("--java-home");
        List<Path> entries = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(classPath)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .toList();
        return ProgramInspector.classify(program, entries, java.featureVersion())
                .require(program);
    }

    private static String defaultName(ProgramSource source) {
        String raw = switch (source) {
            case ProgramSource.ExecutableJar(Path jar) ->
                jar.getFileName().toString().replaceFirst("\\.jar$", "");
            case ProgramSource.MainClass(String className, List<Path> _) -> simpleName(className);
            case ProgramSource.AgentClass(String className, List<Path> _) -> simpleName(className);
        };
        String allowed = raw.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("\\.{2,}|^[^A-Za-z0-9]+", "");
        return allowed.isEmpty() ? "agent" : allowed.substring(0, Math.min(64, allowed.length()));
    }

    private static String simpleName(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    static <T> T read(CommandLine line, String option, String text, ValueReader<T> reader) {
        try {
            return reader.read(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line, option + ": " + e.getMessage(), e);
        }
    }
}
