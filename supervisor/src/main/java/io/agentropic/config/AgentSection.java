package io.agentropic.config;

import io.agentropic.limits.DataSize;
import io.agentropic.limits.JvmSizing;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.program.Inspection;
import io.agentropic.program.JavaHome;
import io.agentropic.program.ProgramInspector;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.AotPolicy;
import io.agentropic.spec.DependencyCondition;
import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.LogConfig;
import io.agentropic.spec.MessageRate;
import io.agentropic.spec.Priority;
import io.agentropic.spec.ProgramSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads one agent. */
final class AgentSection {

    private static final int MAX_INPUT_BYTES = 8 << 20;
    private static final int MAX_INSTANCES = 10_000;
    private static final Pattern VARIABLE = Pattern.compile("[^=\\s]+");
    private static final ValueReader<Priority> PRIORITY = ValueReader.oneOf(Priority.values(), Priority::word);
    private static final ValueReader<IsolationLevel> ISOLATION =
            ValueReader.oneOf(IsolationLevel.values(), IsolationLevel::word);

    private static final ValueReader<AotPolicy> AOT = ValueReader.oneOf(AotPolicy.values(), AotPolicy::word);
    private static final ValueReader<DependencyCondition> CONDITION =
            ValueReader.oneOf(DependencyCondition.values(), DependencyCondition::word);

    private final String name;
    private final Section section;
    private final Path base;

    private AgentSection(String name, Section section, Path base) {
        this.name = name;
        this.section = section;
        this.base = base;
    }

    /** The agents that the section stands for, as many as it has instances; none after a problem was added. */
    static List<AgentSpec> read(String name, Section section, Path base) {
        return new AgentSection(name, section, base).read();
    }

    private List<AgentSpec> read() {
        Optional<ProgramSource> program = ProgramSection.read(section, base);
        ResourceLimits limits = LimitsSection.read(section);
        JvmConfig jvm = jvm(limits);
        program.ifPresent(source -> inspect(source, jvm));
        AgentSpec.Builder agent = AgentSpec.of(name, program.orElseGet(() -> new ProgramSource.ExecutableJar(base)))
                .args(section.list("args", ValueReader.TEXT))
                .jvm(jvm)
                .isolation(isolation(limits))
                .supervision(SupervisionSection.read(section))
                .logs(logs())
                .health(health(program));
        input(agent);
        environment(agent);
        section.pairs("attributes").forEach(agent::attribute);
        workingDirectory().ifPresent(agent::workingDirectory);
        section.value("priority", PRIORITY).ifPresent(agent::priority);
        section.value("messageRate", MessageRate::parse)
                .map(MessageRate::perSecond)
                .ifPresent(agent::messageRate);
        section.value("failureDomain", ValueReader.TEXT).ifPresent(agent::failureDomain);
        Section dependsOn = section.sectionOrEmpty("dependsOn");
        dependsOn
                .keys()
                .forEach(target ->
                        dependsOn.value(target, CONDITION).ifPresent(condition -> agent.dependsOn(target, condition)));
        section.list("after", ValueReader.TEXT).forEach(agent::after);
        section.list("bindsTo", ValueReader.TEXT).forEach(agent::bindsTo);
        section.list("restartWith", ValueReader.TEXT).forEach(agent::restartWith);
        section.value("group", ValueReader.TEXT).ifPresent(agent::group);
        section.value("significant", ValueReader.TRUTH).ifPresent(agent::significant);
        int instances = instances();
        section.end();
        return instances == 1
                ? List.of(agent.build())
                : IntStream.rangeClosed(1, instances)
                        .mapToObj(number -> agent.name(name + "-" + number).build())
                        .toList();
    }

    private void inspect(ProgramSource source, JvmConfig jvm) {
        Path home = jvm.home();
        JavaHome java =
                home == null ? JavaHome.own() : JavaHome.inspect(home).passed().orElseGet(JavaHome::own);
        for (String violation :
                ProgramInspector.inspect(source, java.featureVersion()).violations()) {
            section.problem(ProgramSection.keyFor(source, violation), violation);
        }
    }

    private JvmConfig jvm(ResourceLimits limits) {
        Section jvm = section.sectionOrEmpty("jvm");
        Optional<Path> home = jvm.value("home", ValueReader.pathIn(base));
        List<String> options = jvm.list("options", ValueReader.TEXT);
        Optional<DataSize> maxHeap = jvm.value("maxHeap", ValueReader.SIZE);
        AotPolicy aot = jvm.value("aot", AOT).orElse(JvmConfig.DEFAULT.aot());
        jvm.end();
        if (home.isPresent()
                && JavaHome.inspect(home.get()) instanceof Inspection.Refused<JavaHome>(List<String> violations)) {
            violations.forEach(violation -> jvm.problem("home", violation));
        }
        JvmSizing.violations(limits, maxHeap.orElse(null)).forEach(section::violation);
        return new JvmConfig(home.orElse(null), options, maxHeap.orElse(null), aot);
    }

    private IsolationConfig isolation(ResourceLimits limits) {
        IsolationLevel level = section.value("isolation", ISOLATION).orElse(IsolationConfig.DEFAULT.level());
        var isolation = new IsolationConfig(level, limits, SandboxSection.read(section, base));
        if (section.has("sandbox") && !level.confines()) {
            section.problem(
                    "sandbox", "has no effect with 'isolation: " + level.word() + "'; set 'isolation: sandbox'");
        } else {
            isolation.violations().forEach(section::violation);
        }
        return isolation;
    }

    private HealthConfig health(Optional<ProgramSource> program) {
        HealthConfig health = HealthSection.read(section, base);
        program.ifPresent(source -> health.violations(source).forEach(section::violation));
        section.value("isolation", ISOLATION)
                .ifPresent(level -> health.violations(level).forEach(section::violation));
        return health;
    }

    private LogConfig logs() {
        Section logs = section.sectionOrEmpty("logs");
        var read = new LogConfig(
                logs.value("maxSize", ValueReader.SIZE).orElse(LogConfig.DEFAULT.maxSize()),
                logs.value("maxFiles", ValueReader.COUNT).orElse(LogConfig.DEFAULT.maxFiles()));
        logs.end();
        if (read.maxFiles() < 1) {
            logs.problem("maxFiles", "at least 1 file is kept, not " + read.maxFiles());
        }
        if (read.maxSize().bytes() == 0) {
            logs.problem("maxSize", "must be above zero");
        }
        return read;
    }

    private void input(AgentSpec.Builder agent) {
        section.value("input", ValueReader.TEXT).ifPresent(agent::input);
        Optional<Path> file = section.value("inputFile", ValueReader.pathIn(base));
        if (file.isEmpty()) {
            return;
        }
        if (section.has("input")) {
            section.problem("inputFile", "give either 'input' or 'inputFile'");
        } else if (!Files.isRegularFile(file.get())) {
            section.problem("inputFile", file.get() + " is not a file");
        } else {
            inputFile(file.get()).ifPresent(agent::input);
        }
    }

    private Optional<byte[]> inputFile(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_INPUT_BYTES + 1);
            if (bytes.length <= MAX_INPUT_BYTES) {
                return Optional.of(bytes);
            }
            section.problem(
                    "inputFile",
                    file + " is larger than " + DataSize.ofBytes(MAX_INPUT_BYTES)
                            + "; pass its path as an argument instead");
        } catch (IOException e) {
            section.problem("inputFile", file + " cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private void environment(AgentSpec.Builder agent) {
        Map<String, String> env = section.pairs("env");
        env.keySet().forEach(variable -> requireVariable("env", variable));
        env.forEach(agent::env);
        for (String variable : section.list("inheritEnv", ValueReader.TEXT)) {
            requireVariable("inheritEnv", variable);
            agent.inheritEnv(variable);
        }
    }

    private void requireVariable(String key, String variable) {
        if (!VARIABLE.matcher(variable).matches()) {
            section.problem(key, "'" + variable + "' cannot be the name of an environment variable");
        }
    }

    private Optional<Path> workingDirectory() {
        Optional<Path> directory = section.value("workingDirectory", ValueReader.pathIn(base));
        if (directory.isPresent() && !Files.isDirectory(directory.get())) {
            section.problem("workingDirectory", directory.get() + " is not a directory");
        }
        return directory;
    }

    private int instances() {
        int instances = section.value("instances", ValueReader.COUNT).orElse(1);
        if (instances < 1 || instances > MAX_INSTANCES) {
            section.problem("instances", "allowed are 1 to " + MAX_INSTANCES + ", not " + instances);
            return 1;
        }
        return instances;
    }
}
