package io.agentropic.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.JvmSizing;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An agent's effective specification as JSON. Values of environment variables and the input are left out: they may be
 * secrets.
 */
public final class SpecDocument {

    private SpecDocument() {}

    /** The specification, as a part of other documents. */
    public static JsonObject of(AgentSpec spec) {
        return JsonObject.builder()
                .put("program", program(spec.program()))
                .put("args", Json.texts(spec.args()))
                .put("inputBytes", spec.input().length())
                .put("env", Json.texts(spec.env().keySet().stream().sorted().toList()))
                .put(
                        "inheritEnv",
                        Json.texts(spec.inheritEnv().stream().sorted().toList()))
                .put("workingDirectory", text(spec.workingDirectory()))
                .put("jvm", jvm(spec))
                .put("failureDomain", spec.failureDomain())
                .put("priority", spec.priority().word())
                .put("messageRate", Objects.toString(spec.messageRate(), null))
                .put("isolation", spec.isolation().level().word())
                .put("sandbox", sandbox(spec.isolation()))
                .put("limits", limits(spec.isolation().limits()))
                .put("restart", restart(spec.supervision()))
                .put(
                        "stop",
                        JsonObject.builder()
                                .put(
                                        "graceSeconds",
                                        Json.seconds(spec.supervision().stopGrace()))
                                .put("leftovers", spec.supervision().leftovers().word())
                                .build())
                .put(
                        "start",
                        JsonObject.builder()
                                .put(
                                        "timeoutSeconds",
                                        Json.seconds(spec.supervision().startTimeout()))
                                .put(
                                        "maxTimeoutSeconds",
                                        Json.seconds(spec.supervision().maxStartTimeout()))
                                .build())
                .put("pause", single("maxSeconds", seconds(spec.supervision().maxPause())))
                .put("dependsOn", dependsOn(spec))
                .put("after", Json.texts(List.copyOf(spec.ties().after())))
                .put("bindsTo", Json.texts(List.copyOf(spec.ties().bindsTo())))
                .put("restartWith", Json.texts(List.copyOf(spec.ties().restartWith())))
                .put("group", spec.group())
                .put("significant", spec.significant())
                .put("standby", spec.supervision().standby())
                .put("health", HealthDocument.of(spec.health()))
                .put(
                        "logs",
                        JsonObject.builder()
                                .put("maxSizeBytes", spec.logs().maxSize().bytes())
                                .put("maxFiles", spec.logs().maxFiles())
                                .build())
                .build();
    }

    private static @Nullable JsonObject sandbox(IsolationConfig isolation) {
        return isolation.level().confines() ? SandboxDocument.of(isolation.sandbox()) : null;
    }

    private static JsonObject dependsOn(AgentSpec spec) {
        JsonObject.Builder dependsOn = JsonObject.builder();
        spec.ties().dependsOn().forEach((target, condition) -> dependsOn.put(target, condition.word()));
        return dependsOn.build();
    }

    private static JsonObject program(ProgramSource source) {
        return switch (source) {
            case ProgramSource.ExecutableJar(Path jar) -> single("jar", Json.of(jar.toString()));
            case ProgramSource.MainClass(String name, List<Path> classPath) ->
                onClassPath("mainClass", name, classPath);
            case ProgramSource.AgentClass(String name, List<Path> classPath) ->
                onClassPath("agentClass", name, classPath);
        };
    }

    private static JsonObject onClassPath(String key, String className, List<Path> classPath) {
        return JsonObject.builder()
                .put(key, className)
                .put(
                        "classpath",
                        Json.texts(classPath.stream().map(Path::toString).toList()))
                .build();
    }

    private static JsonObject jvm(AgentSpec spec) {
        JvmSizing sizing = JvmSizing.of(spec.isolation().limits(), spec.jvm().maxHeap());
        return JsonObject.builder()
                .put("home", text(spec.jvm().home()))
                .put("options", Json.texts(spec.jvm().options()))
                .put("maxHeapBytes", bytes(sizing.heap()))
                .put("aot", spec.jvm().aot().word())
                .put("derivedFlags", Json.texts(sizing.flags()))
                .build();
    }

    private static JsonObject limits(ResourceLimits limits) {
        return JsonObject.builder()
                .put("memory", bytes(limits.memory()))
                .put("memoryHigh", bytes(limits.memoryHigh()))
                .put("cpu", limits.cpu())
                .put("cpuWeight", limits.cpuWeight())
                .put("openFiles", limits.openFiles())
                .put("processes", limits.processes())
                .put("connections", limits.connections())
                .put("ioRead", bytes(limits.ioRead()))
                .put("ioWrite", bytes(limits.ioWrite()))
                .put("fileSize", bytes(limits.fileSize()))
                .build();
    }

    private static JsonObject restart(Supervision supervision) {
        BackoffStrategy backoff = supervision.backoff();
        return JsonObject.builder()
                .put("policy", supervision.restartPolicy().word())
                .put("maxRestarts", supervision.budget().maxRestarts())
                .put("windowSeconds", Json.seconds(supervision.budget().window()))
                .put("resetAfterSeconds", Json.seconds(supervision.resetAfter()))
                .put("successExitCodes", codes(supervision.exitCodes().success()))
                .put("restartPreventExitCodes", codes(supervision.exitCodes().prevent()))
                .put("restartForceExitCodes", codes(supervision.exitCodes().force()))
                .put("minUptimeSeconds", Json.seconds(supervision.minUptime()))
                .put("recoverAfterSeconds", seconds(supervision.recoverAfter()))
                .put("allowUnreachable", supervision.allowUnreachable())
                .put("duringShutdown", supervision.restartDuringShutdown())
                .put("oomPolicy", supervision.oomPolicy().word())
                .put(
                        "backoff",
                        JsonObject.builder()
                                .put("type", backoff.type().name().toLowerCase(Locale.ROOT))
                                .put("initialSeconds", Json.seconds(backoff.initial()))
                                .put("maxSeconds", Json.seconds(backoff.max()))
                                .put("multiplier", backoff.multiplier())
                                .put("jitter", backoff.jitter())
                                .build())
                .build();
    }

    private static JsonObject single(String name, JsonNode value) {
        return JsonObject.builder().put(name, value).build();
    }

    private static JsonNode codes(Set<Integer> codes) {
        return Json.numbers(codes.stream().sorted().toList());
    }

    private static JsonNode seconds(@Nullable Duration duration) {
        return duration == null ? Json.of((Number) null) : Json.seconds(duration);
    }

    private static @Nullable String text(@Nullable Path path) {
        return path == null ? null : path.toString();
    }

    private static @Nullable Long bytes(@Nullable DataSize size) {
        return Optional.ofNullable(size).map(DataSize::bytes).orElse(null);
    }
}
