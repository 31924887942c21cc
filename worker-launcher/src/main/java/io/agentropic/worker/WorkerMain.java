package io.agentropic.worker;

import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.SupervisorMessage.Start;
import io.agentropic.ipc.Token;
import io.agentropic.ipc.WorkerMessage.Hello;
import java.io.IOException;

/**
 * Main class of a child JVM: {@code java -cp agentropic-worker.jar:<agent class path> io.agentropic.worker.WorkerMain
 * <socket> [<class> [waits]]}, with the one-time token as the first line of standard input. The class is one of the program; it is
 * loaded while the supervisor is greeted, unless its name is empty. With the third argument the worker waits to be told what
 * to run, and loads beforehand what that takes.
 *
 * <p>Exits with {@link #NOT_STARTED} when it never gets to run an agent, with one line on standard error that says why.
 * From then on the exit code is the agent's, or {@link
 * #CUT_OFF}.
 */
public final class WorkerMain {

    /** Exit code of a worker that ran no agent: no token, no supervisor, or nothing that could be loaded. */
    static final int NOT_STARTED = 125;

    /** Exit code of a worker that has lost its supervisor while its agent ran: a failure as any other. */
    static final int CUT_OFF = 1;

    /** The last argument of one that waits. */
    private static final String WAITS = "waits";

    private static final int MOST_ARGUMENTS = 3;

    private WorkerMain() {}

    /**
     * Runs one agent.
     *
     * @param args the path of the supervisor's Unix-domain socket, and perhaps a class of the program, and {@code waits}
     * @throws Throwable what the agent's own {@code main} throws: it leaves this one as it would leave the agent's
     */
    public static void main(String[] args) throws Throwable {
        Worker worker;
        Start start;
        try {
            Connection connection = greet(args);
            worker = new Worker(connection);
            worker.prepare();
            start = connection.awaitStart();
            worker.enter();
        } catch (LaunchException failure) {
            Stderr.line(failure.getMessage());
            System.exit(failure.exitCode());
            return;
        }
        if (waits(args)) {
            System.setProperty("agentropic.agent", start.name());
        }
        worker.run(start);
    }

    private static boolean waits(String[] args) {
        return args.length == MOST_ARGUMENTS && args[2].equals(WAITS);
    }

    private static Connection greet(String[] args) throws Throwable {
        if (args.length == 0 || args.length > MOST_ARGUMENTS) {
            throw new LaunchException("this program is started by a supervisor, with the path of its socket as its"
                    + " argument; there were " + args.length);
        }
        boolean waits = waits(args);
        if (args.length > 1 && !waits) {
            new Preload(args[1]).beside();
        }
        Token token = TokenLine.read(System.in);
        try {
            Connection connection = Connection.open(args[0]);
            if (waits) {
                new Warmup(connection).forProgram(args[1]);
            }
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
