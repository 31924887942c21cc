package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import io.agentropic.agent.Health;
import io.agentropic.agent.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Works in small steps, and changes its mood by message: {@code ready} says that it is ready, {@code sick} lets {@code
 * health()} say so, {@code stall} makes no further step while its JVM lives on, {@code spin} takes all the CPU it can get
 * for a minute, {@code touch FILE} modifies a file with each step from then on, {@code listen SOCKET} accepts connections, {@code
 * linger MILLIS} lets its JVM take that long to end, and say when it begins to.
 */
public final class MoodyAgent implements Agent {

    private static final Duration STEP = Duration.ofMillis(20);
    private static final int SPINNERS = 8;
    private static final long SPIN_NANOS = 60_000_000_000L;

    private volatile Health health = Health.healthy();
    private Optional<Path> touched = Optional.empty();

    @Override
    public void execute(AgentContext context) throws InterruptedException, IOException {
        while (!context.stopRequested()) {
            context.progress();
            if (touched.isPresent()) {
                Files.writeString(touched.get(), "alive");
            }
            Optional<Message> message = context.receive(STEP);
            if (message.isPresent()) {
                obey(message.get().text(), context);
            }
        }
    }

    private void obey(String text, AgentContext context) throws IOException {
        String[] words = text.split(" ", 2);
        switch (words[0]) {
            case "ready" -> context.ready();
            case "sick" -> health = Health.unhealthy("the disk is full");
            case "stall" -> stall();
            case "spin" -> spin();
            case "touch" -> touched = Optional.of(Path.of(words[1]));
            case "linger" -> linger(Long.parseLong(words[1]));
            case "listen" -> listen(Path.of(words[1]));
            default -> throw new IllegalArgumentException("unknown mood '" + text + "'");
        }
    }

    private static void linger(long millis) {
        Thread hook = new Thread(
                () -> {
                    System.out.println("lingering");
                    Pace.sleep(millis);
                },
                "lingering");
        Runtime.getRuntime().addShutdownHook(hook);
        System.out.println("about to linger");
    }

    private static void listen(Path socket) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread acceptor = new Thread(() -> accept(server), "acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private static void accept(ServerSocketChannel server) {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stall() {
        Pace.sleep(Stubborn.BOUND_MILLIS);
    }

    private static void spin() {
        long end = System.nanoTime() + SPIN_NANOS;
        for (int i = 0; i < SPINNERS; i++) {
            Thread spinner = new Thread(
                    () -> {
                        while (System.nanoTime() < end) {
                            Thread.onSpinWait();
                        }
                    },
                    "spinner-" + i);
            spinner.setDaemon(true);
            spinner.start();
        }
    }

    @Override
    public Health health() {
        return health;
    }
}
