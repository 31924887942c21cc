package io.agentropic.cli;

import io.agentropic.control.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rm}: forgets agents at rest. */
@Command(name = "rm", description = "Forget agents that are at rest; their logs and exit reports stay.")
final class RmCommand implements Callable<Integer> {

    @Mixin
    private Targets targets = new Targets();

    @Override
    public Integer call() {
        return targets.act(Verb.RM);
    }
}
