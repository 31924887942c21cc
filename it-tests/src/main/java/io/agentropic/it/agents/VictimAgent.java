package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import io.agentropic.agent.Message;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lives until it is told to do itself harm, by a message {@code LIFE COMMAND…} with a command of {@link ChildProgram}; one
 * that names another life than the present one came too late and is ignored.
 *
 * <p>Its arguments are a directory and a name in it. While it lives it holds a lock on the file {@code NAME.lock}: the
 * kernel gives it to one process at a time, and takes it back when that process is gone. Each life adds a line {@code LIFE
 * PID} to {@code NAME.lives}; one that finds the lock taken adds a line to {@code NAME.twins} and ends.
 */
public final class VictimAgent implements Agent {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final int TWIN = 99;

    @Override
    public void execute(AgentContext context) throws Exception {
        Path directory = Path.of(context.args().get(0));
        String name = context.args().get(1);
        Path lock = directory.resolve(name + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held == null) {
                add(directory.resolve(name + ".twins"), context);
                Runtime.getRuntime().halt(TWIN);
            }
            add(directory.resolve(name + ".lives"), context);
            live(context);
        }
    }

    private static void add(Path file, AgentContext context) throws IOException {
        String line = context.incarnation() + " " + ProcessHandle.current().pid() + "\n";
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void live(AgentContext context) throws Exception {
        context.ready();
        while (!context.stopRequested()) {
            context.progress();
            Optional<Message> message = context.receive(STEP);
            if (message.isPresent()) {
                obey(context, message.get().text());
            }
        }
    }

    private static void obey(AgentContext context, String order) throws Exception {
        List<String> words = new ArrayList<>(List.of(order.split(" ", -1)));
        if (Long.parseLong(words.remove(0)) == context.incarnation()) {
            ChildProgram.main(words.toArray(new String[0]));
        }
    }
}
