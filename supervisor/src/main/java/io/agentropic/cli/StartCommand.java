package io.agentropic.cli;

import io.agentropic.control.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code start}: starts agents. */
@Command(
        name = "start",
        description = "Start agents that are at rest; one that waits after a failure is started at once.")
final class StartCommand implements Callable<Integer> {

    @Mixin
    private Targets targets = new Targets();

    @Override
    public Integer call() {
        return targets.act(Verb.START);
    }
}
