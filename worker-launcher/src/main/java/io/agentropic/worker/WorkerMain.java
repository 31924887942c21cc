package io.agentropic.worker;

import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.SupervisorMessage.Start;
import io.agentropic.ipc.Token;
import io.agentropic.ipc.WorkerMessage.Hello;
import java.io.IOException;

/**
 * Main class of a child JVM: {@code java -cp agentropic-worker.jar:<agent class path> io.agentropic.worker.WorkerMain
 * <socket>}, with the one-time token as the first line of standard input.
 *
 * <p>Exits with {@link #NOT_STARTED} when it never gets to run an agent, with one line on standard error that says why.
 * From then on the exit code is the agent's, or
 * {@link #CUT_OFF}.
 */
public final class WorkerMain {

    /** Exit code of a worker that ran no agent: no token, no supervisor, or nothing that could be loaded. */
    static final int NOT_STARTED = 125;

    /** Exit code of a worker that has lost its supervisor while its agent ran: a failure as any other. */
    static final int CUT_OFF = 1;

    private WorkerMain() {}

    /**
     * Runs one agent.
     *
     * @param args the path of the supervisor's Unix-domain socket
     * @throws Throwable what the agent's own {@code main} throws: it leaves this one as it would leave the agent's
     */
    public static void main(String[] args) throws Throwable {
        Connection connection;
        Start start;
        try {
            connection = greet(args);
            start = connection.awaitStart();
        } catch (LaunchException failure) {
            Stderr.line(failure.getMessage());
            System.exit(failure.exitCode());
            return;
        }
        new Worker(connection, start).run();
    }

    private static Connection greet(String[] args) throws LaunchException {
        if (args.length != 1) {
            throw new LaunchException("this program is started by a supervisor, with the path of its socket as the only"
                    + " argument; there were " + args.length);
        }
        Token token = TokenLine.read(System.in);
        try {
            Connection connection = Connection.open(args[0]);
            connection.write(new Hello(
                    FrameCodec.PROTOCOL_VERSION,
                    token,
                    OwnProcess.pid(),
                    Runtime.version().feature()));
            return connection;
        } catch (IOException failure) {
            throw new LaunchException("cannot reach the supervisor at " + args[0] + ": " + failure.getMessage());
        }
    }
}
