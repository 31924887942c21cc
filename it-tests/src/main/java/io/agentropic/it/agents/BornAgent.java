package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Leaves a file {@code born-PID} beside its jar as soon as any of its code runs; ends when it is asked to stop. */
public final class BornAgent implements Agent {

    static {
        try {
            URI jar = URI.create(BornAgent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString());
            Files.createFile(Path.of(jar)
                    .resolveSibling("born-" + ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        new EchoAgent().execute(context);
    }
}
