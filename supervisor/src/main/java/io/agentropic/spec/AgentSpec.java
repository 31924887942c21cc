package io.agentropic.spec;

import io.agentropic.ipc.Payload;
import io.agentropic.limits.ResourceLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants run: one agent, its program, its fences and its supervision.
 *
 * @param name letters, digits, {@code .}, {@code _} and {@code -}, at most 64, beginning with a letter or digit; unique
 *     within a runtime
 * @param program where the code comes from
 * @param args the program's arguments
 * @param input bytes for {@code context.input()}; default none
 * @param attributes free pairs for {@code context.attribute(key)}
 * @param env variables of the child; the supervisor's own are not inherited, {@code PATH}, {@code LANG} and {@code TZ}
 *     aside
 * @param inheritEnv names of further variables taken over from the supervisor
 * @param workingDirectory where the child starts; {@code null} for the supervisor's own working directory
 * @param jvm the child JVM
 * @param isolation the fences
 * @param supervision restarts and stopping
 * @param priority its standing when processors are scarce; default normal
 * @param messageRate how many messages it is handed in a second; {@code null}, the default, for as many as come
 * @param logs how much of its output is kept
 * @param failureDomain whose circuit breaker its starts ask; {@code null}, the default, for none
 * @param ties what ties it to other agents; default nothing
 * @param group the group that supervises it together with others; {@code null} when it is supervised by itself
 * @param significant whether its own end counts for {@link GroupSpec#autoShutdown}; default no
 * @param health how it is found out whether it works; default no probes
 */
public record AgentSpec(
        String name,
        ProgramSource program,
        List<String> args,
        Payload input,
        Map<String, String> attributes,
        Map<String, String> env,
        Set<String> inheritEnv,
        @Nullable Path workingDirectory,
        JvmConfig jvm,
        IsolationConfig isolation,
        Supervision supervision,
        Priority priority,
        @Nullable MessageRate messageRate,
        LogConfig logs,
        @Nullable String failureDomain,
        Ties ties,
        @Nullable String group,
        boolean significant,
        HealthConfig health) {

    /** Copies the collections. */
    public AgentSpec {
        args = List.copyOf(args);
        attributes = Map.copyOf(attributes);
        env = Map.copyOf(env);
        inheritEnv = Set.copyOf(inheritEnv);
    }

    /** The same agent with these ties. */
    public AgentSpec withTies(Ties ties) {
        return with(isolation, ties, priority);
    }

    /** The same agent with these limits and this priority. */
    public AgentSpec with(ResourceLimits limits, Priority priority) {
        return with(isolation.withLimits(limits), ties, priority);
    }

    private AgentSpec with(IsolationConfig isolation, Ties ties, Priority priority) {
        return new AgentSpec(
                name,
                program,
                args,
                input,
                attributes,
                env,
                inheritEnv,
                workingDirectory,
                jvm,
                isolation,
                supervision,
                priority,
                messageRate,
                logs,
                failureDomain,
                ties,
                group,
                significant,
                health);
    }

    /**
     * An agent whose class is on the caller's own class path: either one that implements {@code Agent}, or any with a
     * {@code main} method.
     */
    public static Builder ofClass(Class<?> type) {
        return new Builder(type.getSimpleName(), OwnClassPath.programOf(type));
    }

    /** An executable jar, run unchanged. */
    public static Builder ofJar(Path jar) {
        String file = String.valueOf(jar.getFileName());
        return new Builder(
                file.endsWith(".jar") ? file.substring(0, file.length() - 4) : file,
                new ProgramSource.ExecutableJar(jar));
    }

    /** Any program. */
    public static Builder of(String name, ProgramSource program) {
        return new Builder(name, program);
    }

    /** Collects one agent; not thread-safe. */
    public static final class Builder {
        private String name;
        private final ProgramSource program;
        private List<String> args = List.of();
        private Payload input = Payload.EMPTY;
        private Map<String, String> attributes = Map.of();
        private Map<String, String> env = Map.of();
        private Set<String> inheritEnv = Set.of();
        private @Nullable Path workingDirectory;
        private JvmConfig jvm = JvmConfig.DEFAULT;
        private IsolationConfig isolation = IsolationConfig.DEFAULT;
        private Supervision supervision = Supervision.DEFAULT;
        private Priority priority = Priority.NORMAL;
        private @Nullable MessageRate messageRate;
        private LogConfig logs = LogConfig.DEFAULT;
        private @Nullable String failureDomain;
        private Ties ties = Ties.NONE;
        private @Nullable String group;
        private boolean significant;
        private HealthConfig health = HealthConfig.NONE;

        private Builder(String name, ProgramSource program) {
            this.name = name;
            this.program = program;
        }

        /** The agent's name; default the simple name of its class or the name of its jar. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** The program's arguments; default none. */
        public Builder args(String... args) {
            return args(List.of(args));
        }

        /** The program's arguments; default none. */
        public Builder args(List<String> args) {
            this.args = new ArrayList<>(args);
            return this;
        }

        /** Text for {@code context.input()}, in UTF-8; default none. */
        public Builder input(String text) {
            this.input = Payload.of(text);
            return this;
        }

        /** Bytes for {@code context.input()}; default none. */
        public Builder input(byte[] bytes) {
            this.input = Payload.of(bytes);
            return this;
        }

        /** One pair for {@code context.attribute(key)}. */
        public Builder attribute(String key, String value) {
            attributes = attributes.isEmpty() ? new LinkedHashMap<>() : attributes;
            attributes.put(key, value);
            return this;
        }

        /** One variable of the child's environment. */
        public Builder env(String name, String value) {
            env = env.isEmpty() ? new LinkedHashMap<>() : env;
            env.put(name, value);
            return this;
        }

        /** Takes the named variable over from the supervisor's environment, where it is set. */
        public Builder inheritEnv(String name) {
            inheritEnv = inheritEnv.isEmpty() ? new LinkedHashSet<>() : inheritEnv;
            inheritEnv.add(name);
            return this;
        }

        /** Where the child starts; default the supervisor's own working directory. */
        public Builder workingDirectory(Path workingDirectory) {
            this.workingDirectory = workingDirectory;
            return this;
        }

        /** The child JVM; default the supervisor's own. */
        public Builder jvm(JvmConfig jvm) {
            this.jvm = jvm;
            return this;
        }

        /** The fences; default resource limits with nothing limited. */
        public Builder isolation(IsolationConfig isolation) {
            this.isolation = isolation;
            return this;
        }

        /** Restarts and stopping; default {@link Supervision#DEFAULT}. */
        public Builder supervision(Supervision supervision) {
            this.supervision = supervision;
            return this;
        }

        /** The agent's standing when processors are scarce; default normal. */
        public Builder priority(Priority priority) {
            this.priority = priority;
            return this;
        }

        /** How many messages it is handed in a second, at most; default as many as come. */
        public Builder messageRate(int perSecond) {
            this.messageRate = new MessageRate(perSecond);
            return this;
        }

        /** How much of its output is kept; default five files of 10 MiB for each stream. */
        public Builder logs(LogConfig logs) {
            this.logs = logs;
            return this;
        }

        /** Whose circuit breaker its starts ask; one that the runtime knows. Default none. */
        public Builder failureDomain(String failureDomain) {
            this.failureDomain = failureDomain;
            return this;
        }

        /** Waits before each start until the agent of this name is as wanted. */
        public Builder dependsOn(String agent, DependencyCondition condition) {
            ties = ties.andDependsOn(agent, condition);
            return this;
        }

        /** Waits before each start until the start of the agent of this name is over, whatever came of it. */
        public Builder after(String agent) {
            ties = ties.andAfter(agent);
            return this;
        }

        /** Runs only while the agent of this name runs or is being restarted; see {@link Ties#bindsTo}. */
        public Builder bindsTo(String agent) {
            ties = ties.andBindsTo(agent);
            return this;
        }

        /** Is restarted when the agent of this name runs again in a new incarnation. */
        public Builder restartWith(String agent) {
            ties = ties.andRestartWith(agent);
            return this;
        }

        /** Supervised together with the other members of the group; default by itself. */
        public Builder group(String group) {
            this.group = group;
            return this;
        }

        /** Whether the agent's own end counts for its group's automatic shutdown; default no. */
        public Builder significant(boolean significant) {
            this.significant = significant;
            return this;
        }

        /** How it is found out whether it works; default no probes. */
        public Builder health(HealthConfig health) {
            this.health = health;
            return this;
        }

        /** The agent collected so far; {@code spawn} validates it. */
        public AgentSpec build() {
            return new AgentSpec(
                    name,
                    program,
                    args,
                    input,
                    attributes,
                    env,
                    inheritEnv,
                    workingDirectory,
                    jvm,
                    isolation,
                    supervision,
                    priority,
                    messageRate,
                    logs,
                    failureDomain,
                    ties,
                    group,
                    significant,
                    health);
        }
    }
}
