package io.agentropic.config;

import io.agentropic.breaker.BreakerConfig;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.runtime.RuntimeConfig;
import io.agentropic.spec.AgentNames;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.BootPolicy;
import io.agentropic.spec.GroupSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a configuration file whole: its form, its values, and whether what it names is there. Paths in it are relative
 * to the file's own directory. Keys at the top that begin with {@code x-} are the user's own, for anchors.
 */
public final class ConfigurationReader {

    private static final String API_VERSION = "agentropic/v1";
    private static final int MAX_BYTES = 1 << 20;

    private final Problems problems;
    private final Path base;

    private ConfigurationReader(Problems problems, Path base) {
        this.problems = problems;
        this.base = base;
    }

    /**
     * Reads {@code file}.
     *
     * @throws ConfigurationException with all problems; messages name the file as it was given
     */
    public static Configuration read(Path file) {
        Problems problems = new Problems(file.toString());
        Path directory = file.toAbsolutePath().normalize().getParent();
        var reader = new ConfigurationReader(problems, directory == null ? Path.of("/") : directory);
        YamlNode root = YamlReader.read(text(file), problems);
        problems.throwIfAny();
        Configuration configuration = reader.configuration(root);
        problems.throwIfAny();
        requireSpawnable(configuration, file);
        return configuration;
    }

    /** What no single key is to blame for. */
    private static void requireSpawnable(Configuration configuration, Path file) {
        List<String> violations = configuration.agents().stream()
                .flatMap(agent -> AgentRuntime.violations(agent).stream()
                        .map(violation -> file + ": agents." + agent.name() + ": " + violation))
                .toList();
        if (!violations.isEmpty()) {
            throw new ConfigurationException(violations);
        }
    }

    private static String text(Path file) {
        if (!Files.exists(file)) {
            throw refused(file, "there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw refused(file, Files.isDirectory(file) ? "this is a directory" : "this is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw refused(file, "larger than " + MAX_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused(file, "not UTF-8 text");
        } catch (IOException e) {
            throw refused(file, "cannot be read: " + e.getMessage());
        }
    }

    private static ConfigurationException refused(Path file, String why) {
        return new ConfigurationException(List.of(file + ": " + why));
    }

    private Configuration configuration(YamlNode root) {
        if (root instanceof YamlNode.Mapping mapping) {
            return top(new Section(problems, "", mapping));
        }
        problems.add(root.at(), "keys with values are wanted, 'apiVersion' first; this is " + root.kind());
        return new Configuration(RuntimeConfig.DEFAULT, BootPolicy.RETRY, List.of(), List.of());
    }

    private Configuration top(Section top) {
        requireApiVersion(top);
        Map<String, BreakerConfig> circuitBreakers = circuitBreakers(top);
        Section section = top.sectionOrEmpty("runtime");
        BootPolicy boot = RuntimeSection.boot(section);
        RuntimeConfig runtime = RuntimeSection.read(section, circuitBreakers);
        List<GroupSpec> groups = groups(top.sectionOrEmpty("groups"));
        List<AgentSpec> agents = agents(top, groups);
        requireDomains(top, agents, circuitBreakers);
        agents.forEach(agent -> runtime.admission()
                .capacity()
                .refusal(agent.isolation().limits())
                .ifPresent(refusal -> top.violation("agents." + agent.name() + "." + refusal)));
        if (agents.size() > runtime.maxAgents()) {
            top.problem(
                    "runtime", "maxAgents is " + runtime.maxAgents() + ", but " + agents.size() + " are configured");
        }
        top.keys().stream().filter(key -> key.startsWith("x-")).forEach(top::has);
        top.end();
        return new Configuration(runtime, boot, groups, agents);
    }

    private static void requireApiVersion(Section top) {
        if (!top.has("apiVersion")) {
            top.problem("apiVersion", "missing; write 'apiVersion: " + API_VERSION + "'");
            return;
        }
        top.value("apiVersion", ValueReader.TEXT)
                .filter(version -> !version.equals(API_VERSION))
                .ifPresent(version ->
                        top.problem("apiVersion", "'" + version + "' is unknown; this version reads " + API_VERSION));
    }

    private static Map<String, BreakerConfig> circuitBreakers(Section top) {
        Map<String, BreakerConfig> read = new LinkedHashMap<>();
        Section section = top.sectionOrEmpty("circuitBreakers");
        for (String name : section.keys()) {
            requireName(section, name, "a failure domain");
            section.section(name).ifPresent(inner -> read.put(name, BreakerSection.read(inner)));
        }
        return read;
    }

    private static void requireDomains(Section top, List<AgentSpec> agents, Map<String, BreakerConfig> known) {
        for (AgentSpec agent : agents) {
            String domain = agent.failureDomain();
            if (domain != null && !known.containsKey(domain)) {
                top.violation("agents." + agent.name() + ".failureDomain names '" + domain
                        + "', which circuitBreakers does not have" + Suggestion.sentence(domain, known.keySet()));
            }
        }
    }

    private static List<GroupSpec> groups(Section groups) {
        List<GroupSpec> read = groups.keys().stream()
                .flatMap(name -> groups.section(name).map(inner -> GroupSection.read(name, inner)).stream())
                .toList();
        return CrossReferences.outerFirst(groups, read);
    }

    private List<AgentSpec> agents(Section top, List<GroupSpec> groups) {
        Map<String, List<AgentSpec>> written = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        if (!top.has("agents")) {
            top.problem("agents", "missing; a supervisor without agents has nothing to do");
        }
        Section section = top.sectionOrEmpty("agents");
        for (String name : section.keys()) {
            requireName(section, name, "an agent");
            List<AgentSpec> agents = section.section(name)
                    .map(inner -> AgentSection.read(name, inner, base))
                    .orElse(List.of());
            agents.stream()
                    .map(AgentSpec::name)
                    .filter(agent -> !names.add(agent))
                    .forEach(twin -> section.problem(name, "two agents are named '" + twin + "'"));
            written.put(name, agents);
        }
        if (top.has("agents") && section.keys().isEmpty()) {
            top.problem("agents", "no agent is configured");
        }
        return new CrossReferences(section, written, groups).resolved(top.sectionOrEmpty("groups"));
    }

    private static void requireName(Section section, String name, String what) {
        if (!AgentNames.isLegal(name)) {
            section.problem(
                    name,
                    "not a name for " + what + ": 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or"
                            + " digit, without '..'");
        }
    }
}
