package io.agentropic.cli;

import io.agentropic.control.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stop}: stops agents. */
@Command(name = "stop", description = "Stop agents and wait until they are at rest; they stay known.")
final class StopCommand implements Callable<Integer> {

    @Mixin
    private Targets targets = new Targets();

    @Override
    public Integer call() {
        return targets.act(Verb.STOP);
    }
}
