package io.agentropic.cli;

import io.agentropic.control.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pause}: freezes agents. */
@Command(
        name = "pause",
        description =
                "Freeze agents: nothing of them runs until they are resumed. With --group, an agent that was paused by itself stays so when the group is resumed.")
final class PauseCommand implements Callable<Integer> {

    @Mixin
    private Whom whom = new Whom();

    @Override
    public Integer call() {
        return whom.act(Verb.PAUSE);
    }
}
