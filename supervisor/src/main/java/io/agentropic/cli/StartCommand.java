package io.agentropic.cli;

import io.agentropic.control.Verb;
import io.agentropic.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code start}: starts agents. */
@Command(
        name = "start",
        description = "Start agents that are at rest; one that waits after a failure is started at once.")
final class StartCommand implements Callable<Integer> {

    @Mixin
    private Targets targets = new Targets();

    @Option(
            names = "--keep-backoff",
            description = "Only cut the delay of one that waits after a failure short; its failures count on.")
    private boolean keepBackoff;

    @Override
    public Integer call() {
        return targets.act(
                Verb.START, JsonObject.builder().put("keepBackoff", keepBackoff).build());
    }
}
