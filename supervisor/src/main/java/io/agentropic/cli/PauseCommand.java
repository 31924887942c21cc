package io.agentropic.cli;

import io.agentropic.control.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pause}: freezes agents. */
@Command(name = "pause", description = "Freeze agents: nothing of them runs until they are resumed.")
final class PauseCommand implements Callable<Integer> {

    @Mixin
    private Targets targets = new Targets();

    @Override
    public Integer call() {
        return targets.act(Verb.PAUSE);
    }
}
