package io.agentropic.cli;

import io.agentropic.control.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code restart}: stops agents and starts them again. */
@Command(name = "restart", description = "Stop agents and start them again.")
final class RestartCommand implements Callable<Integer> {

    @Mixin
    private Targets targets = new Targets();

    @Override
    public Integer call() {
        return targets.act(Verb.RESTART);
    }
}
