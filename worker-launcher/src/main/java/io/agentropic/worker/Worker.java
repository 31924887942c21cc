package io.agentropic.worker;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.Program;
import io.agentropic.ipc.SupervisorMessage.Start;
import io.agentropic.ipc.WorkerMessage.Entering;
import io.agentropic.ipc.WorkerMessage.StartFailed;
import io.agentropic.ipc.WorkerMessage.Started;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Wires the worker's parts together and runs the program on the thread {@code main}. */
final class Worker {

    private static final long FAREWELL_MILLIS = 2_000;

    /** Made beforehand: it is what an agent that starts waits for last. */
    private final ByteBuffer entering = FrameCodec.encode(new Frame<>(Connection.AGENT_REFERENCE, new Entering()));

    private final Connection connection;
    private final AtomicLong steps = new AtomicLong();
    private final Outbox outbox;
    private final Orders orders;
    private final Inbox inbox;
    private final UncaughtReporter uncaught;
    private final HealthCheck health = new HealthCheck();
    private final Heartbeat heartbeat;
    private final Stopper stopper;
    private final Reader reader;

    Worker(Connection connection) {
        this.connection = connection;
        this.outbox = new Outbox(connection);
        this.orders = new Orders(outbox);
        this.inbox = new Inbox(orders);
        this.uncaught = new UncaughtReporter(outbox);
        this.heartbeat = new Heartbeat(outbox, steps, health, uncaught);
        this.stopper = new Stopper(orders);
        this.reader = new Reader(connection, orders, inbox, heartbeat, uncaught);
    }

    /** Does what can be done before it is known what to run; called once. */
    void prepare() {
        Daemon.of("agentropic-writer", outbox).start();
        Daemon.of("agentropic-stop", stopper).start();
        reader.start();
        heartbeat.start();
        Runtime.getRuntime().addShutdownHook(new ExitNotice(outbox, reader));
        Thread.setDefaultUncaughtExceptionHandler(uncaught);
    }

    /**
     * Tells the supervisor, before anything of it does, that code of the program may run now.
     *
     * @throws LaunchException when that cannot be told: then it must not run
     */
    void enter() throws LaunchException {
        try {
            connection.write(entering);
        } catch (IOException failure) {
            throw new LaunchException("the supervisor is gone: " + failure.getMessage());
        }
    }

    /** Throws what a plain program's {@code main} throws. */
    void run(Start start) throws Throwable {
        try {
            runProgram(start);
        } catch (NotLoadableException failure) {
            outbox.post(new StartFailed(failure.reason()));
            outbox.awaitWritten(FAREWELL_MILLIS);
            Stderr.line(failure.reason());
            System.exit(WorkerMain.NOT_STARTED);
        }
    }

    private void runProgram(Start start) throws Throwable {
        Program program = start.program();
        if (program instanceof Program.AgentClass agent) {
            runAgent(agent.className(), start);
        } else if (program instanceof Program.MainClass main) {
            runMain(main.className(), start);
        }
    }

    private void runAgent(String className, Start start) throws NotLoadableException {
        WorkerContext context = new WorkerContext(start, outbox, orders, inbox, steps);
        AgentRun run = new AgentRun(className, context, health, orders, outbox, uncaught);
        watch(run, start);
        run.run();
    }

    private void runMain(String className, Start start) throws Throwable {
        inbox.close();
        watch(new PlainProgram(), start);
        MainMethod main = MainMethod.of(className);
        outbox.post(new Started());
        main.run(start.args());
    }

    /** The threads that can end this JVM are at work before any code of the agent's runs. */
    private void watch(Ending ending, Start start) {
        stopper.ends(ending);
        reader.begin();
        heartbeat.every(start.heartbeatMillis());
    }
}
