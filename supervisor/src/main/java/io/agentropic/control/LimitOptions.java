package io.agentropic.control;

import io.agentropic.json.JsonObject;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.spec.Priority;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of limits and of the priority on the wire: bytes, cores and counts under the names of the configuration. */
public final class LimitOptions {

    private static final String PRIORITY = "priority";

    private LimitOptions() {}

    /** As options of a request; what is not to change is left out. */
    public static JsonObject of(ResourceLimits changes) {
        JsonObject.Builder options = JsonObject.builder();
        size(options, "memory", changes.memory());
        size(options, "memoryHigh", changes.memoryHigh());
        number(options, "cpu", changes.cpu());
        number(options, "cpuWeight", changes.cpuWeight());
        number(options, "openFiles", changes.openFiles());
        number(options, "processes", changes.processes());
        size(options, "ioRead", changes.ioRead());
        size(options, "ioWrite", changes.ioWrite());
        size(options, "fileSize", changes.fileSize());
        return options.build();
    }

    /** The same, with a change of priority. */
    public static JsonObject of(ResourceLimits changes, @Nullable Priority priority) {
        return JsonObject.builder()
                .putAll(of(changes))
                .put(PRIORITY, priority == null ? null : priority.word())
                .build();
    }

    /** The change of priority; empty when there is none. */
    static Optional<Priority> priority(JsonObject options) {
        return options.text(PRIORITY)
                .flatMap(word -> Arrays.stream(Priority.values())
                        .filter(priority -> priority.word().equals(word))
                        .findFirst());
    }

    static ResourceLimits parse(JsonObject options) {
        ResourceLimits.Builder changes = ResourceLimits.builder();
        options.number("memory").ifPresent(bytes -> changes.memory(DataSize.ofBytes(bytes.longValue())));
        options.number("memoryHigh").ifPresent(bytes -> changes.memoryHigh(DataSize.ofBytes(bytes.longValue())));
        options.number("cpu").ifPresent(cores -> changes.cpu(cores.doubleValue()));
        options.number("cpuWeight").ifPresent(weight -> changes.cpuWeight(weight.intValue()));
        options.number("openFiles").ifPresent(count -> changes.openFiles(count.intValue()));
        options.number("processes").ifPresent(count -> changes.processes(count.intValue()));
        options.number("ioRead").ifPresent(bytes -> changes.ioRead(DataSize.ofBytes(bytes.longValue())));
        options.number("ioWrite").ifPresent(bytes -> changes.ioWrite(DataSize.ofBytes(bytes.longValue())));
        options.number("fileSize").ifPresent(bytes -> changes.fileSize(DataSize.ofBytes(bytes.longValue())));
        return changes.build();
    }

    private static void size(JsonObject.Builder options, String name, @Nullable DataSize size) {
        if (size != null) {
            options.put(name, size.bytes());
        }
    }

    private static void number(JsonObject.Builder options, String name, @Nullable Number number) {
        if (number != null) {
            options.put(name, number);
        }
    }
}
