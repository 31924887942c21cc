package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.gateway.RawWorker;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.Token;
import io.agentropic.ipc.WorkerMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A child of the {@link Stage}: a script that waits for its exit code, and a test that speaks for it. */
final class ScriptedChild implements AutoCloseable {

    private final long pid;
    private final Token token;
    private final Path orders;
    private final Path socket;
    private @Nullable RawWorker worker;

    private ScriptedChild(long pid, Token token, Path orders, Path socket) {
        this.pid = pid;
        this.token = token;
        this.orders = orders;
        this.socket = socket;
    }

    /** The child that left this token. */
    static ScriptedChild behind(Path tokenFile, Path socket) throws IOException {
        String name = tokenFile.getFileName().toString();
        Token token = Token.ofHex(Files.readString(tokenFile).strip());
        Files.delete(tokenFile);
        String pid = name.substring("token-".length());
        return new ScriptedChild(Long.parseLong(pid), token, tokenFile.resolveSibling("order-" + pid), socket);
    }

    long pid() {
        return pid;
    }

    boolean lives() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Says hello; answers what it is told to run. */
    SupervisorMessage.Start greet() throws IOException {
        sayHello();
        return hearStart();
    }

    /** Says hello, as one does that may have to wait. */
    void sayHello() throws IOException {
        worker = RawWorker.connect(socket);
        say(RawWorker.hello(token, pid));
    }

    /** Answers what it is told to run. */
    SupervisorMessage.Start hearStart() throws IOException {
        return (SupervisorMessage.Start) hear();
    }

    void enterCode() throws IOException {
        say(new WorkerMessage.Entering());
        say(new WorkerMessage.Started());
    }

    void say(WorkerMessage message) throws IOException {
        connected().say(message);
    }

    SupervisorMessage hear() throws IOException {
        return connected().hear();
    }

    private RawWorker connected() {
        RawWorker known = worker;
        assertThat(known).as("the worker of pid %d", pid).isNotNull();
        if (known == null) {
            throw new AssertionError("not reached");
        }
        return known;
    }

    /** Ends with this code, and with it the worker's connection. */
    void exit(int code) throws IOException {
        Files.writeString(orders, code + "\n");
        close();
    }

    @Override
    public void close() throws IOException {
        if (worker != null) {
            worker.close();
        }
    }
}
