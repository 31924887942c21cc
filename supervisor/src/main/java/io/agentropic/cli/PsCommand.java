package io.agentropic.cli;

import io.agentropic.control.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ps}: all agents in a table. */
@Command(name = "ps", description = "List the agents of a running supervisor.")
final class PsCommand implements Callable<Integer> {

    @Mixin
    private RunDirectoryOption runDirectory = new RunDirectoryOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        output.print(
                new Client(runDirectory.directory()).ask(Verb.PS), list -> AgentTable.print(list.objects("items")));
        return ExitCode.OK;
    }
}
