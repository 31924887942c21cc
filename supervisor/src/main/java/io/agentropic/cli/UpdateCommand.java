package io.agentropic.cli;

import io.agentropic.config.ValueReader;
import io.agentropic.control.LimitOptions;
import io.agentropic.control.Verb;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.spec.Priority;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code update}: changes limits and priorities of agents while they run. */
@Command(
        name = "update",
        description =
                "Change limits and the priority of agents while they run; their processes stay, and later lives have the new limits"
                        + " too. What is not named stays as it is. Refused where the agent uses more memory than it would be"
                        + " allowed, or where its JVM's heap would not fit: that is fixed when the JVM starts.")
final class UpdateCommand implements Callable<Integer> {

    private static final ValueReader<Priority> PRIORITY = ValueReader.oneOf(Priority.values(), Priority::word);

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private Targets targets = new Targets();

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory of all its processes: 512M.")
    private @Nullable String memory;

    @Option(names = "--memory-high", paramLabel = "SIZE", description = "Where the kernel begins to slow it down.")
    private @Nullable String memoryHigh;

    @Option(names = "--cpu", paramLabel = "CORES", description = "CPU: 0.5, or 50%%.")
    private @Nullable String cpu;

    @Option(names = "--cpu-weight", paramLabel = "N", description = "Its share where CPU is scarce: 1 to 10000.")
    private @Nullable String cpuWeight;

    @Option(names = "--processes", paramLabel = "N", description = "Processes and threads together.")
    private @Nullable String processes;

    @Option(names = "--open-files", paramLabel = "N", description = "Open files of each process.")
    private @Nullable String openFiles;

    @Option(names = "--file-size", paramLabel = "SIZE", description = "The largest file it may write.")
    private @Nullable String fileSize;

    @Option(names = "--io-read", paramLabel = "RATE", description = "Bytes read from disk: 10M/s.")
    private @Nullable String ioRead;

    @Option(names = "--io-write", paramLabel = "RATE", description = "Bytes written to disk: 10M/s.")
    private @Nullable String ioWrite;

    @Option(names = "--priority", paramLabel = "P", description = "low, normal, high or critical.")
    private @Nullable String priority;

    private @Nullable Priority newPriority;

    @Override
    public Integer call() {
        ResourceLimits.Builder limits = ResourceLimits.builder();
        read("--memory", memory, ValueReader.SIZE, limits::memory);
        read("--memory-high", memoryHigh, ValueReader.SIZE, limits::memoryHigh);
        read("--cpu", cpu, ValueReader.CORES, limits::cpu);
        read("--cpu-weight", cpuWeight, ValueReader.COUNT, limits::cpuWeight);
        read("--processes", processes, ValueReader.COUNT, limits::processes);
        read("--open-files", openFiles, ValueReader.COUNT, limits::openFiles);
        read("--file-size", fileSize, ValueReader.SIZE, limits::fileSize);
        read("--io-read", ioRead, ValueReader.RATE, limits::ioRead);
        read("--io-write", ioWrite, ValueReader.RATE, limits::ioWrite);
        ResourceLimits changes = limits.build();
        read("--priority", priority, PRIORITY, value -> newPriority = value);
        if (changes.equals(ResourceLimits.NONE) && newPriority == null) {
            throw new ParameterException(
                    command.commandLine(), "name at least one limit, for example --memory 512M, or a --priority");
        }
        return targets.act(Verb.UPDATE, LimitOptions.of(changes, newPriority));
    }

    private <T> void read(String option, @Nullable String text, ValueReader<T> reader, Consumer<T> limit) {
        if (text == null) {
            return;
        }
        try {
            limit.accept(reader.read(text));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), option + ": " + e.getMessage(), e);
        }
    }
}
