package io.agentropic.cli;

import io.agentropic.control.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reset}: forgets failures, as {@code systemctl reset-failed} does. */
@Command(
        name = "reset",
        description =
                "Forget the failures of agents and what is spent of their restart budgets; failed ones are stopped.")
final class ResetCommand implements Callable<Integer> {

    @Mixin
    private Targets targets = new Targets();

    @Override
    public Integer call() {
        return targets.act(Verb.RESET);
    }
}
