package io.agentropic.cli;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.limits.Enforcement;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.runtime.RuntimeConfig;
import io.agentropic.shared.SharedLevel;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.status.AgentResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: one agent in the foreground. */
@Command(
        name = "run",
        sortOptions = false,
        description = "Run one agent in the foreground, its output passed through, and exit with its code: 128 + N when"
                + " signal N ended it.")
final class RunCommand implements Callable<Integer> {

    private static final Set<ExitCause> SELF_EXPLAINED =
            Set.of(ExitCause.COMPLETED, ExitCause.STOPPED, ExitCause.FAILED);

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(
            names = "--enforcement",
            paramLabel = "MODE",
            defaultValue = "strict",
            description = "strict: a limit that this host cannot enforce keeps the agent from starting (default);"
                    + " best-effort: it starts, and you are told.")
    private String enforcement = "strict";

    @Mixin
    private RunDirectoryOption runDirectory = new RunDirectoryOption();

    @Override
    public Integer call() throws InterruptedException, IOException {
        AgentSpec spec = options.spec(command.commandLine());
        List<String> violations = AgentRuntime.violations(spec);
        if (!violations.isEmpty()) {
            throw new InvalidSpecException("agent '" + spec.name() + "'", violations);
        }
        RuntimeConfig config = new RuntimeConfig(
                1,
                1,
                options.enforcement(command.commandLine(), enforcement),
                RuntimeConfig.DEFAULT.shutdownTimeout(),
                RuntimeConfig.DEFAULT.heartbeat(),
                RuntimeConfig.DEFAULT.circuitBreakers(),
                RuntimeConfig.DEFAULT.uids(),
                RuntimeConfig.DEFAULT.scheduling(),
                RuntimeConfig.DEFAULT.admission(),
                RuntimeConfig.DEFAULT.warmPool(),
                RuntimeConfig.DEFAULT.shared(),
                runDirectory.given() ? runDirectory.directory() : null);
        try (Foreground foreground = Foreground.open(config, event -> {})) {
            return run(foreground, spec, config.enforcement());
        }
    }

    private static int run(Foreground foreground, AgentSpec spec, Enforcement enforcement)
            throws InterruptedException, IOException {
        Path directory = foreground.runtime().runDirectory().resolve("agents").resolve(outputOf(spec));
        Path stdout = directory.resolve("stdout.log");
        Path stderr = directory.resolve("stderr.log");
        var out = new LogFollower(stdout, System.out, sizeOf(stdout));
        var err = new LogFollower(stderr, System.err, sizeOf(stderr));
        AgentHandle agent = foreground.spawn(spec);
        PassThrough passThrough = PassThrough.start(out, err);
        AgentResult result = agent.join();
        passThrough.finish();
        if (enforcement == Enforcement.BEST_EFFORT) {
            agent.limits().stream()
                    .filter(limit -> !limit.enforced())
                    .forEach(limit -> message(spec, "limit " + LimitTable.sentence(limit)));
        }
        return exitCode(spec, result);
    }

    /** Whose output it is: an agent that shares a JVM writes to what that writes to. */
    private static String outputOf(AgentSpec spec) {
        return spec.isolation().level() == IsolationLevel.NONE ? SharedLevel.JVM_NAME : spec.name();
    }

    private static int exitCode(AgentSpec spec, AgentResult result) {
        ExitReport exit = result.lastExit();
        if (exit == null) {
            message(spec, result.reason());
            return result.succeeded() ? ExitCode.OK : ExitCode.FAILED;
        }
        if (!SELF_EXPLAINED.contains(exit.cause())) {
            message(spec, exit.cause() + ": " + exit.summary());
        }
        Integer code = exit.code();
        return code == null ? ExitCode.FAILED : code;
    }

    private static void message(AgentSpec spec, String text) {
        System.err.println(Terminal.safe(spec.name() + ": " + text));
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
