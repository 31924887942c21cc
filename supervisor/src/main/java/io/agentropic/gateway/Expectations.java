package io.agentropic.gateway;

import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.Token;
import io.agentropic.ipc.Violation;
import io.agentropic.ipc.WorkerMessage.Hello;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The launches that wait for their worker's hello. A token is good for one hello. */
final class Expectations {

    private record Expected(long pid, UserPrincipal user, WorkerListener listener) {}

    private final Map<Token, Expected> byToken = new ConcurrentHashMap<>();

    void add(Token token, long pid, UserPrincipal user, WorkerListener listener) {
        byToken.put(token, new Expected(pid, user, listener));
    }

    /** Whether a worker of this user is waited for. */
    boolean awaits(UserPrincipal user) {
        return byToken.values().stream().anyMatch(expected -> expected.user().equals(user));
    }

    void remove(Token token) {
        byToken.remove(token);
    }

    /** Who waits for this hello of this user; from now on nobody waits for its token. */
    WorkerListener claim(Hello hello, UserPrincipal user) {
        Expected expected = byToken.get(hello.token());
        if (expected == null) {
            throw new ProtocolException(
                    Violation.WRONG_TOKEN, "pid " + hello.pid() + " brought a token nobody waits for");
        }
        if (expected.pid() != hello.pid()) {
            throw new ProtocolException(
                    Violation.WRONG_PEER, "pid " + hello.pid() + " brought the token of pid " + expected.pid());
        }
        if (!expected.user().equals(user)) {
            throw new ProtocolException(
                    Violation.WRONG_PEER, "user " + user + " brought the token of user " + expected.user());
        }
        if (!byToken.remove(hello.token(), expected)) {
            throw new ProtocolException(Violation.WRONG_TOKEN, "pid " + hello.pid() + " brought a token twice");
        }
        return expected.listener();
    }
}
