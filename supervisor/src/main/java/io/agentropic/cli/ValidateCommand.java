package io.agentropic.cli;

import io.agentropic.config.Configuration;
import io.agentropic.config.ConfigurationReader;
import io.agentropic.json.BreakerDocument;
import io.agentropic.json.GroupDocument;
import io.agentropic.json.Json;
import io.agentropic.json.JsonObject;
import io.agentropic.json.SchedulingDocument;
import io.agentropic.json.SpecDocument;
import io.agentropic.limits.DataSize;
import io.agentropic.pool.WarmPoolConfig;
import io.agentropic.runtime.RuntimeConfig;
import io.agentropic.schedule.Capacity;
import io.agentropic.schedule.SchedulingConfig;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.GroupSpec;
import io.agentropic.time.DurationText;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code validate}: the effective configuration of a file. */
@Command(
        name = "validate",
        description = "Check a configuration file and show what it means with every default filled in; start nothing.")
final class ValidateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The configuration file.")
    private Path file = Path.of("");

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Configuration configuration = ConfigurationReader.read(file);
        for (AgentSpec agent : configuration.agents()) {
            agent.supervision()
                    .warnings()
                    .forEach(warning -> System.err.println("warning: agent '" + agent.name() + "': " + warning));
        }
        if (output.json()) {
            System.out.println(document(configuration).pretty());
        } else {
            print(configuration);
        }
        return ExitCode.OK;
    }

    private void print(Configuration configuration) {
        RuntimeConfig runtime = configuration.runtime();
        Table.untitled()
                .row("maxAgents", Integer.toString(runtime.maxAgents()))
                .row("maxConcurrent", Integer.toString(runtime.maxConcurrent()))
                .row("executionMode", runtime.admission().mode().word())
                .row("enforcement", enforcement(runtime))
                .row("scheduling", scheduling(runtime))
                .row(
                        "maxQueued",
                        String.valueOf(
                                Objects.requireNonNullElse(runtime.admission().maxQueued(), "any")))
                .row("capacity", capacity(runtime))
                .row("boot", configuration.boot().word())
                .row("shutdownTimeout", DurationText.format(runtime.shutdownTimeout()))
                .row("heartbeat", DurationText.format(runtime.heartbeat()))
                .row("uids", runtime.uids().toString())
                .row("warmPool", warmPool(runtime.warmPool()))
                .row("workerThreads", Integer.toString(runtime.shared().workerThreads()))
                .print();
        runtime.circuitBreakers()
                .forEach((name, breaker) -> print("circuit breaker " + name, BreakerDocument.of(breaker)));
        for (GroupSpec group : configuration.groups()) {
            print("group " + group.name(), GroupDocument.of(group));
        }
        for (AgentSpec agent : configuration.agents()) {
            print("agent " + agent.name(), SpecDocument.of(agent));
        }
        System.out.println();
        System.out.println(file + ": valid, " + configuration.agents().size()
                + (configuration.agents().size() == 1 ? " agent" : " agents"));
    }

    private static String warmPool(WarmPoolConfig pool) {
        return pool.size() == 0 ? "none" : pool.size() + ", idle for " + DurationText.format(pool.maxIdle());
    }

    private static void print(String title, JsonObject document) {
        System.out.println();
        System.out.println("-- " + title);
        Table table = Table.untitled();
        document.forEach((key, value) -> Rows.add(table, key, value));
        table.print();
    }

    private static JsonObject document(Configuration configuration) {
        RuntimeConfig runtime = configuration.runtime();
        return JsonObject.document("Configuration")
                .put(
                        "runtime",
                        JsonObject.builder()
                                .put("maxAgents", runtime.maxAgents())
                                .put("maxConcurrent", runtime.maxConcurrent())
                                .put("executionMode", runtime.admission().mode().word())
                                .put("enforcement", enforcement(runtime))
                                .put("scheduling", SchedulingDocument.of(runtime.scheduling()))
                                .put("maxQueued", runtime.admission().maxQueued())
                                .put("capacity", capacityDocument(runtime))
                                .put("boot", configuration.boot().word())
                                .put("shutdownTimeoutSeconds", Json.seconds(runtime.shutdownTimeout()))
                                .put("heartbeatSeconds", Json.seconds(runtime.heartbeat()))
                                .put("uids", runtime.uids().toString())
                                .put("warmPoolSize", runtime.warmPool().size())
                                .put("workerThreads", runtime.shared().workerThreads())
                                .put(
                                        "warmPoolMaxIdleSeconds",
                                        Json.seconds(runtime.warmPool().maxIdle()))
                                .build())
                .put("circuitBreakers", circuitBreakers(runtime))
                .put(
                        "groups",
                        configuration.groups().stream()
                                .map(group -> JsonObject.builder()
                                        .put("name", group.name())
                                        .putAll(GroupDocument.of(group))
                                        .build())
                                .toList())
                .put(
                        "agents",
                        configuration.agents().stream()
                                .map(agent -> JsonObject.builder()
                                        .put("name", agent.name())
                                        .putAll(SpecDocument.of(agent))
                                        .build())
                                .toList())
                .build();
    }

    private static JsonObject circuitBreakers(RuntimeConfig runtime) {
        JsonObject.Builder document = JsonObject.builder();
        runtime.circuitBreakers().forEach((name, breaker) -> document.put(name, BreakerDocument.of(breaker)));
        return document.build();
    }

    private static String scheduling(RuntimeConfig runtime) {
        SchedulingConfig scheduling = runtime.scheduling();
        return scheduling.policyWord() + ", " + DurationText.format(scheduling.timeSlice()) + ", "
                + scheduling.preemption().word();
    }

    private static String capacity(RuntimeConfig runtime) {
        Capacity capacity = runtime.admission().capacity();
        return capacity.reserves()
                ? "memory " + Objects.requireNonNullElse(capacity.memory(), "any") + ", cpu "
                        + Objects.requireNonNullElse(capacity.cpu(), "any")
                : "not reserved";
    }

    private static JsonObject capacityDocument(RuntimeConfig runtime) {
        Capacity capacity = runtime.admission().capacity();
        return JsonObject.builder()
                .put(
                        "memoryBytes",
                        Optional.ofNullable(capacity.memory())
                                .map(DataSize::bytes)
                                .orElse(null))
                .put("cpu", capacity.cpu())
                .build();
    }

    private static String enforcement(RuntimeConfig runtime) {
        return runtime.enforcement().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
