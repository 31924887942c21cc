package io.agentropic.it.attack;

import static io.agentropic.it.attack.Attack.Goal.COMMAND;
import static io.agentropic.it.attack.Attack.Goal.IMPERSONATE;
import static io.agentropic.it.attack.Attack.Goal.UNIX_SOCKETS;

import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Errno;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sockets that have a path, those of the supervisor among them. */
final class SupervisorAttacks {

    private static final String CLOSED = "closed";
    private static final String REFUSAL = "refusal";
    private static final int ANSWER_BYTES = 4096;
    private static final long RECEIVE_TIMEOUT = 20;
    private static final long SOCKET_LEVEL = 1;
    private static final String LATER_LANDLOCK =
            "Landlock governs sockets that have a path from version 9 (Linux 7.1) on; their mode and owner decide";
    private static final Expected COMMANDING =
            Expected.refused("EACCES", CLOSED, REFUSAL).hidden("ENOENT", "EACCES");

    private SupervisorAttacks() {}

    static List<Attack> all() {
        return List.of(
                Attack.of(
                        UNIX_SOCKETS,
                        "path-socket",
                        "connect to a service of the host whose socket is open to everyone",
                        Expected.refused("EACCES").hidden("ENOENT", "EACCES").openInSandbox(LATER_LANDLOCK),
                        scene -> refusedOr(
                                scene,
                                Path.of(scene.fact("host.socket")),
                                Sockets.connectUnix(scene.fact("host.socket")))),
                command("ps", ""),
                command("inspect", "bystander"),
                command("stop", "no-such-agent"),
                Attack.of(
                        COMMAND,
                        "web-request",
                        "an HTTP request to the control socket, as a proxy would pass it on",
                        COMMANDING,
                        scene -> ask(scene, control(scene), "GET / HTTP/1.1\r\nHost: x\r\n\r\n")),
                Attack.of(
                        IMPERSONATE,
                        "worker-without-token",
                        "a worker's hello with a token of its own making",
                        Expected.refused(CLOSED),
                        scene -> ask(scene, scene.runDirectory().resolve("workers.sock"), hello())));
    }

    private static Attack command(String verb, String agent) {
        return Attack.of(
                COMMAND,
                "command-" + verb,
                "the request " + verb + " on the control socket, with its key where that can be read",
                COMMANDING,
                scene -> ask(
                        scene,
                        control(scene),
                        "{\"verb\":\"" + verb + "\",\"agents\":[\"" + agent + "\"],\"key\":\"" + key(scene) + "\"}\n"));
    }

    private static String key(Scene scene) {
        try {
            return Files.readString(scene.runDirectory().resolve("control.key"));
        } catch (IOException unreadable) {
            return "0".repeat(64);
        }
    }

    private static Path control(Scene scene) {
        return scene.runDirectory().resolve("control.sock");
    }

    /** A frame of a worker: length, type 1, reference 0, version 1, 32 bytes of token, pid, Java version. */
    private static String hello() {
        return "\0\0\0\65" + "\1" + "\0\0\0\0" + "\0\0\0\1" + "t".repeat(32) + "\0\0\0\0\0\0\0\1" + "\0\0\0\31";
    }

    private static Outcome refusedOr(Scene scene, Path socket, Answer answer) {
        if (answer.ok()) {
            return new Outcome.Succeeded("connected to " + socket);
        }
        return new Outcome.Refused(
                answer.toString(),
                answer.errno() == Errno.ECONNREFUSED
                        ? "nobody listens there"
                        : Blame.ofPath(scene, Syscall.CONNECT, answer, socket, true));
    }

    private static Outcome ask(Scene scene, Path socket, String words) {
        Answer opened = Sockets.open(Sockets.UNIX, Sockets.STREAM, 0);
        try {
            Answer connected = Sockets.connect(opened.value(), Sockets.Address.unix(socket.toString()));
            return connected.ok() ? answer(opened.value(), words) : refusedOr(scene, socket, connected);
        } finally {
            Kernel.call(Syscall.CLOSE, opened.value());
        }
    }

    private static Outcome answer(long socket, String words) {
        Kernel.call(Syscall.SETSOCKOPT, socket, SOCKET_LEVEL, RECEIVE_TIMEOUT, Kernel.words(15, 0), 16);
        byte[] bytes = words.getBytes(StandardCharsets.ISO_8859_1);
        // MSG_NOSIGNAL: the other side may have closed already.
        Kernel.call(Syscall.SENDTO, socket, Kernel.bytes(bytes), bytes.length, 0x4000, 0, 0);
        MemorySegment memory = Kernel.memory(ANSWER_BYTES);
        Answer read = Kernel.call(Syscall.READ, socket, memory.address(), ANSWER_BYTES - 1);
        if (read.ok() && read.value() > 0) {
            String said = memory.getString(0, StandardCharsets.ISO_8859_1);
            return said.contains("\"kind\":\"Error\"")
                    ? new Outcome.Refused(REFUSAL, "supervisor")
                    : new Outcome.Succeeded("it answered " + said);
        }
        boolean closed = read.ok() || read.errno() == Errno.ECONNRESET;
        return closed
                ? new Outcome.Refused(CLOSED, "supervisor")
                : new Outcome.Broken("neither closed nor answered: " + read);
    }
}
