package io.agentropic.cli;

import io.agentropic.control.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code resume}: lets paused agents run on. */
@Command(name = "resume", description = "Let paused agents run on.")
final class ResumeCommand implements Callable<Integer> {

    @Mixin
    private Whom whom = new Whom();

    @Override
    public Integer call() {
        return whom.act(Verb.RESUME);
    }
}
