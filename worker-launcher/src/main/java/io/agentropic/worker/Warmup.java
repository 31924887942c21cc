package io.agentropic.worker;

import io.agentropic.agent.Agent;
import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.Program;
import io.agentropic.ipc.SupervisorMessage.Start;
import io.agentropic.ipc.WorkerMessage.Started;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a worker that waits does beforehand, so that little is left to do once it is told what to run: it goes the way of an
 * agent once, with parts that nobody hears of. What a JVM does for the first time takes many times as long as what follows.
 */
final class Warmup implements Runnable {

    private static final long HOUR_MILLIS = 3_600_000;

    private final Connection connection;
    private final Start start = new Start(
            "warm",
            1,
            new Program.AgentClass(Rehearsal.Part.class.getName()),
            List.of("a"),
            Payload.of("b"),
            Map.of("c", "d"),
            HOUR_MILLIS);

    /** The connection is not used. */
    Warmup(Connection connection) {
        this.connection = connection;
    }

    /**
     * Goes that way, and loads {@code className} beforehand.
     *
     * @param className a class of the program; empty for none
     */
    void forProgram(String className) throws Throwable {
        roundTrip();
        rehearse();
        if (!className.isEmpty()) {
            new Preload(className).run();
        }
    }

    /** The first message is read by code that has run before. */
    private void roundTrip() {
        ByteBuffer encoded = FrameCodec.encode(new Frame<>(Connection.AGENT_REFERENCE, start));
        FrameCodec.decodeFromSupervisor(
                encoded.position(FrameCodec.LENGTH_BYTES).slice());
    }

    /** The outbox is written by nobody, and the threads are not started. */
    private void rehearse() throws Throwable {
        Outbox outbox = new Outbox(connection);
        Orders orders = new Orders(outbox);
        Inbox inbox = new Inbox(orders);
        AtomicLong steps = new AtomicLong();
        UncaughtReporter uncaught = new UncaughtReporter(outbox);
        HealthCheck health = new HealthCheck();
        WorkerContext context = new WorkerContext(start, outbox, orders, inbox, steps);
        AgentRun run = new AgentRun(start.name(), context, health, orders, outbox, uncaught);
        Heartbeat heartbeat = new Heartbeat(outbox, steps, health, uncaught);
        new Stopper(orders).ends(run);
        Reader reader = new Reader(connection, orders, inbox, heartbeat, uncaught);
        ExitNotice notice = new ExitNotice(outbox, reader);
        Runtime.getRuntime().addShutdownHook(notice);
        Runtime.getRuntime().removeShutdownHook(notice);
        Thread thread = Daemon.of("agentropic-warmup", this);
        thread.start();
        thread.join();
        Agent agent = AgentClass.instantiate(Rehearsal.Part.class.getName());
        health.ask(agent);
        agent.initialize(context);
        outbox.post(new Started());
        context.ready();
        context.checkpoint();
        context.receive(Duration.ZERO);
        MainMethod.of(Warmup.class.getName()).run(List.of());
    }

    /** What the thread of the rehearsal does. */
    @Override
    public void run() {
        // Its start is what is rehearsed.
    }

    /** The program of the rehearsal. */
    public static void main(String[] args) {
        // Its call is what is rehearsed.
    }
}
