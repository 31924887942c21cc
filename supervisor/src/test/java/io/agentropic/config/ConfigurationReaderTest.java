package io.agentropic.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agentropic.breaker.BreakerConfig;
import io.agentropic.breaker.BreakerMode;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.Enforcement;
import io.agentropic.limits.OomPolicy;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.pool.WarmPoolConfig;
import io.agentropic.program.JavaHome;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.ExitCodes;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.AotPolicy;
import io.agentropic.spec.LeftoverPolicy;
import io.agentropic.spec.LogConfig;
import io.agentropic.spec.MessageRate;
import io.agentropic.spec.Priority;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import io.agentropic.time.DurationRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationReaderTest {

    private static final String HEAD = "apiVersion: agentropic/v1\nagents:\n  a:\n    jar: app.jar\n";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void executableJar() throws IOException {
        file = directory.resolve("agents.yaml");
        SampleJar.writeTo(directory.resolve("app.jar"));
    }

    @Test
    void everyKeyIsRead() throws IOException {
        Files.writeString(directory.resolve("input.json"), "{}");
        Configuration read =
                read("""
                apiVersion: agentropic/v1
                runtime:
                  maxAgents: 10
                  maxConcurrent: 5
                  executionMode: parallel
                  enforcement: best-effort
                  shutdownTimeout: 1m30s
                  heartbeat: 250ms
                  warmPool: { size: 4, maxIdle: 2m }
                agents:
                  indexer:
                    classpath: [app.jar]
                    mainClass: %s
                    args: [--fast, 5, yes]
                    inputFile: input.json
                    env: { KEY: value, PORT: 8080, EMPTY: "" }
                    inheritEnv: [HOME]
                    attributes: { tier: gold }
                    workingDirectory: .
                    jvm: { home: %s, options: ["-XX:+UseG1GC"], maxHeap: 128MiB, aot: auto }
                    instances: 1
                    priority: high
                    isolation: resource-limits
                    limits: { memory: 512MiB, memoryHigh: 448M, cpu: 50%%, openFiles: 100, processes: 64,
                              connections: 10, ioRead: 10MiB/s, ioWrite: 5MiB/s, fileSize: 1GiB }
                    restart: { policy: always, maxRestarts: 3, window: 5m, resetAfter: 30s,
                               backoff: { type: linear, initial: 500ms, max: 20s, multiplier: 3.0, jitter: 0.2 } }
                    stop: { grace: infinity, leftovers: wait }
                    standby: true
                    start: { timeout: 20s }
                    logs: { maxSize: 1MiB, maxFiles: 2 }
                """.formatted(SampleJar.App.class.getName(), JavaHome.own().home()));

        assertThat(read.runtime().maxAgents()).isEqualTo(10);
        assertThat(read.runtime().maxConcurrent()).isEqualTo(5);
        assertThat(read.runtime().enforcement()).isEqualTo(Enforcement.BEST_EFFORT);
        assertThat(read.runtime().shutdownTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(read.runtime().heartbeat()).isEqualTo(Duration.ofMillis(250));
        assertThat(read.runtime().warmPool()).isEqualTo(new WarmPoolConfig(4, Duration.ofMinutes(2)));
        AgentSpec agent = read.agents().getFirst();
        assertThat(agent.name()).isEqualTo("indexer");
        assertThat(agent.program())
                .isEqualTo(new ProgramSource.MainClass(
                        SampleJar.App.class.getName(), List.of(directory.resolve("app.jar"))));
        assertThat(agent.args()).containsExactly("--fast", "5", "yes");
        assertThat(agent.input().text()).isEqualTo("{}");
        assertThat(agent.env()).isEqualTo(Map.of("KEY", "value", "PORT", "8080", "EMPTY", ""));
        assertThat(agent.inheritEnv()).containsExactly("HOME");
        assertThat(agent.attributes()).isEqualTo(Map.of("tier", "gold"));
        assertThat(agent.workingDirectory()).isEqualTo(directory);
        assertThat(agent.jvm().home()).isEqualTo(JavaHome.own().home());
        assertThat(agent.jvm().options()).containsExactly("-XX:+UseG1GC");
        assertThat(agent.jvm().maxHeap()).isEqualTo(DataSize.mebibytes(128));
        assertThat(agent.jvm().aot()).isEqualTo(AotPolicy.AUTO);
        assertThat(agent.priority()).isEqualTo(Priority.HIGH);
        assertThat(agent.supervision().standby()).isTrue();
        assertThat(agent.isolation().limits())
                .isEqualTo(ResourceLimits.builder()
                        .memory(DataSize.mebibytes(512))
                        .memoryHigh(DataSize.mebibytes(448))
                        .cpu(0.5)
                        .openFiles(100)
                        .processes(64)
                        .connections(10)
                        .ioRead(DataSize.mebibytes(10))
                        .ioWrite(DataSize.mebibytes(5))
                        .fileSize(DataSize.gibibytes(1))
                        .build());
        assertThat(agent.supervision())
                .isEqualTo(Supervision.builder()
                        .restartPolicy(RestartPolicy.ALWAYS)
                        .maxRestarts(3)
                        .window(Duration.ofMinutes(5))
                        .backoff(new BackoffStrategy(
                                BackoffStrategy.Type.LINEAR, Duration.ofMillis(500), Duration.ofSeconds(20), 3.0, 0.2))
                        .resetAfter(Duration.ofSeconds(30))
                        .standby(true)
                        .stopGrace(DurationRules.LONGEST)
                        .leftovers(LeftoverPolicy.WAIT)
                        .startTimeout(Duration.ofSeconds(20))
                        .build());
        assertThat(agent.logs()).isEqualTo(new LogConfig(DataSize.mebibytes(1), 2));
    }

    @Test
    void defaultsAreThoseOfTheLibrary() throws IOException {
        Configuration read = read(HEAD);

        assertThat(read.agents())
                .containsExactly(
                        AgentSpec.ofJar(directory.resolve("app.jar")).name("a").build());
        assertThat(read.runtime().enforcement()).isEqualTo(Enforcement.STRICT);
    }

    @Test
    void instancesAreNumbered() throws IOException {
        assertThat(read(HEAD + "    instances: 3\n").agents())
                .extracting(AgentSpec::name)
                .containsExactly("a-1", "a-2", "a-3");
    }

    @Test
    void anchorsAndMergeKeysAreResolved() throws IOException {
        Configuration read = read("""
                apiVersion: agentropic/v1
                x-small: &small { memory: 128MiB, cpu: 0.5 }
                agents:
                  a: &a
                    jar: app.jar
                    limits: { <<: *small, cpu: 1 }
                  b: *a
                """);

        assertThat(read.agents()).hasSize(2).allSatisfy(agent -> {
            assertThat(agent.isolation().limits().memory()).isEqualTo(DataSize.mebibytes(128));
            assertThat(agent.isolation().limits().cpu()).isEqualTo(1.0);
        });
    }

    static Stream<Arguments> wrongAgents() {
        return Stream.of(
                wrong("limits: { memroy: 1GiB }", "5:15: agents.a.limits.memroy: unknown key; did you mean 'memory'?"),
                wrong("limts: {}", "5:5: agents.a.limts: unknown key; did you mean 'limits'?"),
                wrong("colour: red", "5:5: agents.a.colour: unknown key"),
                wrong(
                        "limits: { memory: 1GB }",
                        "5:23: agents.a.limits.memory: '1GB' is not a whole number with a known unit; write bytes, or a"
                                + " whole number followed by K, M, G, KiB, MiB or GiB (powers of 1024, case matters),"
                                + " for example 512MiB"),
                wrong(
                        "limits: { memory: {} }",
                        "5:23: agents.a.limits.memory: a single value is wanted, this is a mapping"),
                wrong("limits: [a]", "5:13: agents.a.limits: a mapping is wanted, this is a list"),
                wrong("limits: { openFiles: many }", "5:26: agents.a.limits.openFiles: 'many' is not a whole number"),
                wrong(
                        "limits: { openFiles: 8 }",
                        "5:15: agents.a: limits.openFiles is 8; allowed are 32 to 1048576 (a JVM needs 32 to start), or"
                                + " leave it out for no limit"),
                wrong(
                        "limits: { cpu: 0 }",
                        "5:15: agents.a: limits.cpu is 0.0; allowed are 0.01 to 1024 cores: write 0.5 for half of one"
                                + " core, or leave it out for no limit"),
                wrong(
                        "limits: { cpu: .nan }",
                        "5:20: agents.a.limits.cpu: '.nan' is not an amount of CPU; write cores (0.5) or percent of one"
                                + " core (50%)"),
                wrong(
                        "limits: { ioRead: 10MiB }",
                        "5:23: agents.a.limits.ioRead: '10MiB' is not a rate: write a size and '/s', for example"
                                + " 10MiB/s"),
                wrong(
                        "stop: { grace: 10 }",
                        "5:20: agents.a.stop.grace: '10' is not a duration; write a whole number with its unit: 250ms,"
                                + " 10s, 5m or 1h, or infinity"),
                wrong(
                        "restart: { policy: onfailure }",
                        "5:24: agents.a.restart.policy: 'onfailure' is none of always, on-failure, never; did you mean"
                                + " 'on-failure'?"),
                wrong(
                        "restart: { backoff: { jitter: 2 } }",
                        "5:27: agents.a: restart.backoff.jitter must be from 0 to 1, not 2.0"),
                wrong(
                        "restart: { maxRestarts: -2 }",
                        "5:16: agents.a: restart.maxRestarts must be 0 or more, or -1 for no" + " limit, not -2"),
                wrong(
                        "sandbox: { network: none }",
                        "5:5: agents.a.sandbox: has no effect with 'isolation: resource-limits'; set 'isolation:"
                                + " sandbox'"),
                wrong(
                        "health: { liveness: { type: tcp, port: 0 } }",
                        "5:38: agents.a: health.liveness.port must be from 1 to 65535, not 0"),
                wrong(
                        "health: { readiness: { type: heartbeat } }",
                        "5:28: agents.a: health.readiness.type heartbeat wants context.ready(), which a plain program"
                                + " cannot say; use another type, or an agentClass"),
                wrong("env: { A: }", "5:12: agents.a.env.A: a value is missing; write one or remove the key"),
                wrong("env: { 'A B': c }", "5:5: agents.a.env: 'A B' cannot be the name of an environment variable"),
                wrong("instances: 0", "5:5: agents.a.instances: allowed are 1 to 10000, not 0"),
                wrong("workingDirectory: nowhere", "5:5: agents.a.workingDirectory: DIR/nowhere is not a directory"),
                wrong("inputFile: nothing", "5:5: agents.a.inputFile: DIR/nothing is not a file"),
                wrong(
                        "jvm: { home: nowhere }",
                        "5:12: agents.a.jvm.home: DIR/nowhere does not exist; name the directory of"
                                + " a JDK or JRE, for example /usr/lib/jvm/temurin-25"),
                wrong(
                        "jvm: { aot: autom }",
                        "5:17: agents.a.jvm.aot: 'autom' is none of off, auto; did you mean 'auto'?"),
                wrong("jvm: { aot: true }", "5:17: agents.a.jvm.aot: 'true' is none of off, auto"),
                wrong("jvm: { maxHeap: 1KiB }", "5:12: agents.a: jvm.maxHeap is 1KiB; a JVM needs 2MiB or more"),
                wrong(
                        "mainClass: App",
                        "4:5: agents.a: an agent runs exactly one of 'jar', 'mainClass' and 'agentClass',"
                                + " this one has jar and mainClass"),
                wrong("logs: { maxFiles: 0 }", "5:13: agents.a.logs.maxFiles: at least 1 file is kept, not 0"),
                wrong("jar: b.jar", "5:5: duplicate key 'jar'; the first is on line 4"),
                wrong("args: !java.net.URL x", "5:11: the tag !java.net.URL has no meaning here"));
    }

    static Stream<Arguments> wrongSandboxes() {
        return Stream.of(
                wrong(
                        "network: hosts",
                        "6:25: agents.a.sandbox.network: 'hosts' is none of none, loopback, restricted, host; did you mean"
                                + " 'host'?"),
                wrong(
                        "network: none, allow: ['*:443']",
                        "6:31: agents.a.sandbox.allow: has no effect with 'network: none'; set 'network: restricted'"),
                wrong(
                        "network: restricted, allow: [example.org]",
                        "6:45: agents.a.sandbox.allow[0]: 'example.org' is no endpoint; write HOST:PORT, [IPV6]:PORT, or"
                                + " *:PORT for any host"),
                wrong(
                        "network: restricted",
                        "6:5: agents.a: sandbox.allow is empty: name where the agent may connect to, or set 'network:"
                                + " none'"),
                wrong("writable: nowhere", "6:16: agents.a.sandbox.writable: DIR/nowhere does not exist"),
                wrong(
                        "readable: /",
                        "6:16: agents.a: sandbox.readable names /, which contains /proc: whoever reaches that is not"
                                + " confined; name narrower paths"),
                wrong(
                        "tmpSize: 64MiB",
                        "6:16: agents.a: sandbox.tmpSize cannot be held at isolation 'sandbox', which mounts nothing; leave"
                                + " it out, or use isolation 'process'"),
                wrong(
                        "filesytem: read-only",
                        "6:16: agents.a.sandbox.filesytem: unknown key; did you mean 'filesystem'?"));
    }

    @ParameterizedTest
    @MethodSource("wrongSandboxes")
    void aWrongSandboxIsReportedWithItsPlace(String keys, String problem) throws IOException {
        assertThat(problems(HEAD + "    isolation: sandbox\n    sandbox: { " + keys + " }\n"))
                .containsExactly("FILE:" + problem);
    }

    @ParameterizedTest
    @MethodSource("wrongAgents")
    void aWrongAgentIsReportedWithItsPlace(String line, String problem) throws IOException {
        assertThat(problems(HEAD + "    " + line + "\n")).containsExactly("FILE:" + problem);
    }

    static Stream<Arguments> wrongFiles() {
        String agent = "agents: { a: { jar: app.jar } }\n";
        String version = "apiVersion: agentropic/v1\n";
        return Stream.of(
                wrong("", "FILE:1:1: the file is empty; it begins with 'apiVersion: agentropic/v1'"),
                wrong("# nothing\n", "FILE:1:1: the file is empty; it begins with 'apiVersion: agentropic/v1'"),
                wrong("- a\n", "FILE:1:1: keys with values are wanted, 'apiVersion' first; this is a list"),
                wrong("hello\n", "FILE:1:1: keys with values are wanted, 'apiVersion' first; this is a single value"),
                wrong(agent, "FILE:1:1: apiVersion: missing; write 'apiVersion: agentropic/v1'"),
                wrong(
                        "apiVersion: v7\n" + agent,
                        "FILE:1:1: apiVersion: 'v7' is unknown; this version reads agentropic/v1"),
                wrong(version, "FILE:1:1: agents: missing; a supervisor without agents has nothing to do"),
                wrong(version + "agents: {}\n", "FILE:2:1: agents: no agent is configured"),
                wrong(
                        version + "runtime: { warmPool: { size: 1001 } }\n" + agent,
                        "FILE:2:24: runtime: warmPool.size must be from 0 to 1000, not 1001"),
                wrong(
                        version + "runtime: { executionMode: serial }\n" + agent,
                        "FILE:2:27: runtime.executionMode: 'serial' is none of parallel, concurrent, synchronous"),
                wrong(
                        version + "runtime: { scheduling: { timeSlice: 5ms } }\n" + agent,
                        "FILE:2:26: runtime: scheduling.timeSlice is 5ms; allowed are 20ms (shorter ones cost more in"
                                + " switches than they give) to 10s"),
                wrong(
                        version + "runtime: { scheduling: { policy: fair } }\n" + agent,
                        "FILE:2:26: runtime: scheduling.policy 'fair' is none; allowed are fair-share, priority,"
                                + " round-robin, rate-based, or the name of a class on the supervisor's class path that"
                                + " implements io.agentropic.schedule.SchedulingPolicy"),
                wrong(
                        version + "runtime: { scheduling: { preemption: never } }\n" + agent,
                        "FILE:2:38: runtime.scheduling.preemption: 'never' is none of cooperative, preemptive"),
                wrong(
                        version + "runtime: { maxQueued: -1 }\n" + agent,
                        "FILE:2:12: runtime: maxQueued must be at least 0, not -1"),
                wrong(
                        version + "runtime: { capacity: { cpu: 1 } }\n"
                                + "agents: { a: { jar: app.jar, limits: { cpu: 2 } } }\n",
                        "FILE:3:40: agents.a.limits.cpu of 2.0 is more than runtime.capacity.cpu, which is 1.0: it could"
                                + " never run"),
                wrong(
                        version + "runtime: { maxAgents: 0 }\n" + agent,
                        "FILE:2:1: runtime: maxAgents is 0, but 1 are configured"),
                wrong(
                        version + "agents: { '../a': { jar: app.jar } }\n",
                        "FILE:2:11: agents.../a: not a name for an agent:"
                                + " 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit, without '..'"),
                wrong(
                        version + "agents: { a: { jar: b.jar } }\n",
                        "FILE:2:16: agents.a.jar: jar DIR/b.jar does not exist"),
                wrong(
                        version + "agents: { a: {} }\n",
                        "FILE:2:14: agents.a: an agent runs exactly one of 'jar',"
                                + " 'mainClass' and 'agentClass', this one has none"),
                wrong(
                        version + "agents: { a: { agentClass: X, classpath: gone } }\n",
                        "FILE:2:31: agents.a.classpath: class path entry DIR/gone does not exist"),
                wrong(
                        version + "agents: { a: { agentClass: X, classpath: app.jar } }\n",
                        "FILE:2:16: agents.a.agentClass: class X is not on the class path"),
                wrong(
                        version + "agents: { a: { jar: app.jar, instances: 2 }, a-1: { jar: app.jar } }\n",
                        "FILE:2:46: agents.a-1: two agents are named 'a-1'"),
                wrong(
                        version + "agents: { a: { jar: app.jar }, a: { jar: app.jar } }\n",
                        "FILE:2:32: duplicate key 'a'; the first is on line 2"),
                wrong(
                        version + "agents: [\n",
                        "FILE:3:1: not YAML: while parsing a flow node: expected the node content,"
                                + " but found '<stream end>'"),
                wrong(
                        version + "a:\n\t- b\n",
                        "FILE:3:1: not YAML: while scanning for the next token: found character"
                                + " '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"));
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void aWrongFileIsReportedWithItsPlace(String text, String problem) throws IOException {
        assertThat(problems(text)).contains(problem);
    }

    @Test
    void allProblemsAreReportedTogetherInTheOrderOfTheFile() throws IOException {
        assertThat(problems("""
                        apiVersion: agentropic/v1
                        runtime: { maxConcurent: 3 }
                        agents:
                          a: { jar: app.jar, limits: { cpu: fast } }
                          b: { jar: none.jar }
                        """))
                .containsExactly(
                        "FILE:2:12: runtime.maxConcurent: unknown key; did you mean 'maxConcurrent'?",
                        "FILE:4:37: agents.a.limits.cpu: 'fast' is not an amount of CPU; write cores (0.5) or percent of"
                                + " one core (50%)",
                        "FILE:5:8: agents.b.jar: jar DIR/none.jar does not exist");
    }

    @Test
    void aBombOfAliasesIsRefused() throws IOException {
        StringBuilder bomb = new StringBuilder("apiVersion: agentropic/v1\nx-0: &x0 [a, a, a, a, a, a, a, a, a]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("x-").append(i).append(": &x").append(i).append(" [");
            bomb.append(("*x" + (i - 1) + ", ").repeat(9)).append("]\n");
        }

        assertThat(problems(bomb.toString())).singleElement().asString().contains("the file expands to too much");
    }

    @Test
    void anAliasOfItselfIsRefused() throws IOException {
        assertThat(problems("a: &a [*a]\n")).singleElement().asString().contains("nested deeper than");
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        assertThat(problems("[".repeat(10_000))).singleElement().asString().startsWith("FILE:1:1: not YAML: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {(1 << 20) + 1, 3 << 20})
    void anOversizedFileIsRefused(int bytes) throws IOException {
        assertThat(problems("#".repeat(bytes))).containsExactly("FILE: larger than 1048576 bytes");
    }

    @Test
    void whatIsNoFileIsExplained() throws IOException {
        assertThat(thrown(directory.resolve("none.yaml"))).endsWith("none.yaml: there is no such file");
        assertThat(thrown(directory)).endsWith(": this is a directory");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThat(thrown(file)).endsWith("agents.yaml: not UTF-8 text");
    }

    private static Arguments wrong(String text, String problem) {
        return Arguments.of(text, problem);
    }

    @Test
    void restartRulesAndCircuitBreakersAreRead() throws IOException {
        Configuration read = read("""
                apiVersion: agentropic/v1
                circuitBreakers:
                  provider-x: { window: 2m, minCalls: 10, failureRate: 25%, openWait: 1m, permits: 2 }
                  provider-y: { windowCalls: 20, mode: metrics-only, countOutOfMemory: true }
                agents:
                  a:
                    jar: app.jar
                    failureDomain: provider-x
                    messageRate: 250/s
                    pause: { max: 10m }
                    restart:
                      successExitCodes: [3, 143]
                      restartPreventExitCodes: 77
                      restartForceExitCodes: [42]
                      minUptime: 2s
                      recoverAfter: 30m
                      oomPolicy: continue
                      duringShutdown: true
                      backoff: { initial: 100ms, max: 8100ms, steps: 4 }
                """);
        AgentSpec agent = read.agents().getFirst();
        Supervision supervision = agent.supervision();

        assertThat(agent.failureDomain()).isEqualTo("provider-x");
        assertThat(agent.messageRate()).isEqualTo(new MessageRate(250));
        assertThat(supervision.exitCodes()).isEqualTo(new ExitCodes(Set.of(0, 3, 143), Set.of(77), Set.of(42)));
        assertThat(supervision.minUptime()).isEqualTo(Duration.ofSeconds(2));
        assertThat(supervision.maxPause()).isEqualTo(Duration.ofMinutes(10));
        assertThat(supervision.recoverAfter()).isEqualTo(Duration.ofMinutes(30));
        assertThat(supervision.oomPolicy()).isEqualTo(OomPolicy.CONTINUE);
        assertThat(supervision.restartDuringShutdown()).isTrue();
        assertThat(supervision.backoff().multiplier()).isBetween(2.999, 3.001);
        assertThat(read.runtime().circuitBreakers())
                .containsEntry(
                        "provider-x",
                        BreakerConfig.builder()
                                .window(Duration.ofMinutes(2))
                                .minCalls(10)
                                .failureRate(0.25)
                                .openWait(Duration.ofMinutes(1), Duration.ofMinutes(10))
                                .permits(2)
                                .build())
                .containsEntry(
                        "provider-y",
                        BreakerConfig.builder()
                                .windowCalls(20)
                                .mode(BreakerMode.METRICS_ONLY)
                                .countOutOfMemory(true)
                                .build());
    }

    @Test
    void wrongRestartRulesAndCircuitBreakersAreRefusedTogether() throws IOException {
        assertThat(problems("""
                apiVersion: agentropic/v1
                circuitBreakers:
                  provider-x: { minCalls: 0, failureRate: 150%, window: 1m, windowCalls: 20 }
                agents:
                  a:
                    jar: app.jar
                    failureDomain: provider-z
                    pause: { max: 0s }
                    restart:
                      maxRestarts: 5
                      window: 30s
                      successExitCodes: [300]
                      restartPreventExitCodes: [7]
                      restartForceExitCodes: [7]
                      recoverAfter: 0s
                      allowUnreachable: maybe
                      oomPolicy: panic
                      backoff: { steps: 0 }
                """))
                .anyMatch(line -> line.startsWith("FILE:3:") && line.contains("minCalls must be at least 1"))
                .anyMatch(line -> line.startsWith("FILE:3:") && line.contains("failureRate must be above 0"))
                .anyMatch(line -> line.contains("give either 'window' or 'windowCalls'"))
                .anyMatch(line -> line.startsWith("FILE:7:") && line.contains("did you mean 'provider-x'?"))
                .anyMatch(line -> line.startsWith("FILE:10:")
                        && line.contains("5 restarts add up to 31.0 s or more, the window is 30.0 s"))
                .anyMatch(line -> line.startsWith("FILE:12:") && line.contains("300"))
                .anyMatch(line -> line.startsWith("FILE:13:") && line.contains("restartForceExitCodes names too"))
                .anyMatch(line -> line.startsWith("FILE:15:") && line.contains("must be above zero"))
                .anyMatch(line -> line.startsWith("FILE:8:") && line.contains("pause.max must be above zero"))
                .anyMatch(line -> line.contains("'maybe' is neither true nor false"))
                .anyMatch(line -> line.contains("'panic' is none of kill, stop, continue"))
                .anyMatch(line -> line.contains("steps: must be at least 1"));
    }

    private Configuration read(String text) throws IOException {
        Files.writeString(file, text);
        return ConfigurationReader.read(file);
    }

    private List<String> problems(String text) throws IOException {
        Files.writeString(file, text);
        return thrown(file)
                .replace(file.toString(), "FILE")
                .replace(directory.toString(), "DIR")
                .lines()
                .toList();
    }

    private static String thrown(Path file) {
        ConfigurationException thrown =
                catchThrowableOfType(ConfigurationException.class, () -> ConfigurationReader.read(file));
        return String.valueOf(thrown.getMessage());
    }
}
