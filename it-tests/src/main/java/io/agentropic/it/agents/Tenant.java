package io.agentropic.it.agents;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import io.agentropic.agent.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An agent that shares its JVM, good or bad as its first argument says: {@code describe}, {@code work}, {@code wait}, {@code
 * count}, {@code throw}, {@code flaky N}, {@code never}, {@code deaf}, {@code spin}, {@code heap}, {@code exit CODE}. What it did last
 * when it was shut down is the file that the attribute {@code farewell} names.
 */
public final class Tenant implements Agent {

    private static final int MEBIBYTE = 1 << 20;
    private static final Duration LONG = Duration.ofHours(1);
    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private final int number = INSTANCES.incrementAndGet();

    @Override
    public void initialize(AgentContext context) {
        if (context.args().get(0).equals("never")) {
            Pace.sleep(Stubborn.BOUND_MILLIS);
        }
    }

    @Override
    public void execute(AgentContext context) throws Exception {
        switch (context.args().get(0)) {
            case "describe" -> describe(context);
            case "work" -> work(context);
            case "wait" -> await(context);
            case "count" -> context.result(Integer.toString(number));
            case "throw" -> throw new IllegalStateException("the disk is full");
            case "flaky" -> flaky(context);
            case "deaf" -> Pace.sleep(Stubborn.BOUND_MILLIS);
            case "spin" -> spin();
            case "heap" -> exhaust(context);
            case "exit" -> System.exit(Integer.parseInt(context.args().get(1)));
            default -> throw new IllegalArgumentException(context.args().get(0));
        }
    }

    @Override
    public void shutdown(AgentContext context) throws Exception {
        Optional<String> farewell = context.attribute("farewell");
        if (farewell.isPresent()) {
            Files.writeString(Path.of(farewell.get()), "bye");
        }
    }

    private static void describe(AgentContext context) throws InterruptedException {
        context.result(String.join(
                " ",
                context.name(),
                Long.toString(context.incarnation()),
                context.inputText(),
                context.args().get(1),
                context.attribute("colour").orElse("none"),
                Thread.currentThread().getName(),
                Boolean.toString(context.stopRequested())));
    }

    private static void work(AgentContext context) throws InterruptedException {
        context.ready();
        while (true) {
            context.checkpoint();
            Thread.sleep(1);
        }
    }

    private static void await(AgentContext context) throws InterruptedException {
        context.ready();
        Optional<Message> message = context.receive(LONG);
        while (message.isPresent() && !message.get().text().equals("enough")) {
            context.send(
                    message.get().from(), message.get().headers(), message.get().bytes());
            message = context.receive(LONG);
        }
    }

    private static void flaky(AgentContext context) throws InterruptedException {
        if (context.incarnation() <= Long.parseLong(context.args().get(1))) {
            throw new IllegalStateException("attempt " + context.incarnation() + " fails");
        }
        context.result("attempt " + context.incarnation());
    }

    private static void spin() {
        long end = System.nanoTime() + Stubborn.BOUND_MILLIS * 1_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void exhaust(AgentContext context) {
        HardLimit.requireHeap();
        List<byte[]> taken = new ArrayList<>();
        while (taken.size() < 1024 && !context.stopRequested()) {
            taken.add(new byte[MEBIBYTE]);
        }
        throw new IllegalStateException("so many MiB of heap were given: " + taken.size());
    }
}
