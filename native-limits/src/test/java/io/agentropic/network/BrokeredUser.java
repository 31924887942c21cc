package io.agentropic.network;

import io.agentropic.notify.SocketBroker;
import io.agentropic.seccomp.SyscallFilter;
import io.agentropic.syscall.Descriptor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@link SocketUser} behind the filter, and its broker, in a JVM of their own: starting a process from a restricted thread
 * restricts threads of the JDK with it. Commands that begin with {@code broker} are for the broker.
 */
final class BrokeredUser {

    private BrokeredUser() {}

    /** The argument is how many sockets may be open. */
    public static void main(String[] args) throws Exception {
        SyscallFilter filter = SocketBroker.filter();
        var asked = new AtomicReference<Integer>();
        var started = new AtomicReference<Process>();
        Thread spawner = Thread.ofPlatform().start(() -> {
            asked.set(InstalledFilter.on(filter));
            try {
                started.set(new ProcessBuilder(Conversation.command())
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        spawner.join();
        Process child = started.get();
        SocketBroker broker = SocketBroker.start(
                "tested", Descriptor.takeOver(asked.get()), Integer.parseInt(args[0]), () -> List.of(child.pid()));
        try (Writer toChild = child.outputWriter(StandardCharsets.UTF_8)) {
            serve(broker, toChild, child);
        }
        child.waitFor();
        broker.close();
        System.out.println("broker closed");
        System.exit(0);
    }

    private static void serve(SocketBroker broker, Writer toChild, Process child) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null && !line.equals("broker end"); line = in.readLine()) {
            if (line.startsWith("broker change ")) {
                broker.change(Integer.parseInt(line.substring("broker change ".length())));
                System.out.println("changed");
            } else if (line.equals("broker close")) {
                broker.close();
                System.out.println("closed");
            } else if (line.equals("broker pid")) {
                System.out.println(child.pid());
            } else {
                toChild.write(line + "\n");
                toChild.flush();
            }
        }
    }
}
