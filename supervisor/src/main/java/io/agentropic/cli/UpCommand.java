package io.agentropic.cli;

import io.agentropic.config.Configuration;
import io.agentropic.config.ConfigurationReader;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.BootFailedException;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code up}: runs the agents of a file until all are at rest or a signal arrives. */
@Command(
        name = "up",
        description = "Run the agents of a configuration file in the foreground until all have ended, or until SIGTERM"
                + " or SIGINT: then they are stopped in order, and killed on the second signal.")
final class UpCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The configuration file.")
    private Path file = Path.of("");

    @Mixin
    private RunDirectoryOption runDirectory = new RunDirectoryOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = ConfigurationReader.read(file);
        var opened = new AtomicReference<@Nullable Foreground>();
        var printer = new EventPrinter(
                output.json(),
                configuration.agents().stream().map(AgentSpec::name).toList(),
                name -> Optional.ofNullable(opened.get()).flatMap(foreground -> foreground.agent(name)));
        try (Foreground foreground =
                Foreground.open(configuration.runtime().withRunDirectory(runDirectory.directory()), printer)) {
            opened.set(foreground);
            boolean allSpawned = spawnAll(foreground, configuration);
            foreground.runtime().awaitRest();
            Summary summary = Summary.of(foreground.agents());
            summary.print(output.json());
            return allSpawned && summary.allWell() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    /** An agent that cannot be spawned keeps all from it: half a system is not what was asked for. */
    private static boolean spawnAll(Foreground foreground, Configuration configuration) throws InterruptedException {
        try {
            configuration.groups().forEach(foreground.runtime()::addGroup);
            List<AgentHandle> _ = foreground.spawnAll(configuration.agents(), configuration.boot());
            return true;
        } catch (IllegalStateException closing) {
            System.err.println(Terminal.safe(String.valueOf(closing.getMessage())));
            return true;
        } catch (BootFailedException failed) {
            tell(Stream.concat(Stream.of(failed), Arrays.stream(failed.getSuppressed()))
                    .toList());
            return false;
        } catch (LimitUnavailableException | InvalidSpecException refused) {
            tell(Stream.concat(Stream.of(refused), Arrays.stream(refused.getSuppressed()))
                    .toList());
            System.err.println("not all agents can run; none was started");
            return false;
        }
    }

    /** Each problem by itself, each remedy once. */
    private static void tell(List<Throwable> refusals) {
        Set<String> remedies = new LinkedHashSet<>();
        for (Throwable refused : refusals) {
            if (refused instanceof LimitUnavailableException limit) {
                System.err.println(Terminal.safe(limit.problem()));
                remedies.add(limit.remedy());
            } else {
                System.err.println(Terminal.safe(String.valueOf(refused.getMessage())));
            }
        }
        remedies.forEach(remedy -> System.err.println(Terminal.safe(remedy)));
    }
}
