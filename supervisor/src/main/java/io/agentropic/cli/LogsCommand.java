package io.agentropic.cli;

import io.agentropic.control.ControlException;
import io.agentropic.control.NoSupervisorException;
import io.agentropic.control.Verb;
import io.agentropic.runtime.UnknownAgentException;
import io.agentropic.shared.SharedLevel;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs}: what an agent wrote, its standard output to ours, its standard error to ours. */
@Command(name = "logs", description = "Show what an agent wrote. Control characters are escaped on a terminal.")
final class LogsCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS_PER_QUESTION = 10;

    @Parameters(paramLabel = "NAME", description = "The agent's name.")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the agent is at rest.")
    private boolean follow;

    @Option(
            names = {"-n", "--tail"},
            paramLabel = "N",
            defaultValue = "-1",
            description = "Only the last N lines of each stream; default all that is kept.")
    private long lines = -1;

    @Mixin
    private RunDirectoryOption runDirectory = new RunDirectoryOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Client client = new Client(runDirectory.directory());
        Path directory = directory(client);
        Path stdout = directory.resolve("stdout.log");
        Path stderr = directory.resolve("stderr.log");
        OutputStream out = target(System.out, Terminal.attached());
        OutputStream err = target(System.err, Terminal.errorsAttached());
        var followOut = new LogFollower(stdout, out, new LogTail(stdout).copyLast(lines, out));
        var followErr = new LogFollower(stderr, err, new LogTail(stderr).copyLast(lines, err));
        if (follow) {
            follow(client, followOut, followErr);
        }
        return ExitCode.OK;
    }

    private void follow(Client client, LogFollower out, LogFollower err) throws IOException, InterruptedException {
        boolean atRest = false;
        while (!atRest) {
            for (int poll = 0; poll < POLLS_PER_QUESTION; poll++) {
                out.copyNew();
                err.copyNew();
                Thread.sleep(POLL);
            }
            atRest = atRest(client);
        }
        out.copyNew();
        err.copyNew();
    }

    private boolean atRest(Client client) {
        try {
            String state = client.ask(Verb.INSPECT, name).text("state").orElse("");
            return AgentState.valueOf(state).atRest();
        } catch (NoSupervisorException | ControlException | UnknownAgentException gone) {
            return true;
        }
    }

    /** An agent without a directory is asked for: it may be known and not have started yet. */
    private Path directory(Client client) {
        Path agents = runDirectory.directory().resolve("agents");
        Path directory = agents.resolve(name).normalize();
        if (!agents.equals(directory.getParent())) {
            throw new UnknownAgentException(name);
        }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            String isolation = client.ask(Verb.INSPECT, name).text("isolation").orElse("");
            if (isolation.equals(IsolationLevel.NONE.word())) {
                System.err.println(Terminal.safe(name) + " shares a JVM: these are the lines of all agents in it");
                return agents.resolve(SharedLevel.JVM_NAME);
            }
        }
        return directory;
    }

    private static OutputStream target(PrintStream stream, boolean escaped) {
        return escaped ? new EscapingStream(stream) : stream;
    }
}
