package io.agentropic.it.attack;

import static io.agentropic.it.attack.Attack.Goal.IPC;

import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Errno;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Places where processes meet without a file: memory, queues, keys, abstract sockets. */
final class IpcAttacks {

    private static final Expected NONE = Expected.refused("EPERM", "ENOSYS");
    private static final Expected ABSTRACT = Expected.refused("EPERM").hidden("EPERM", "ECONNREFUSED");
    private static final long PRIVATE = 0;
    private static final long PAGE = 4096;
    private static final long CREATE = 0600 | 01000;
    private static final long REMOVE = 0;
    private static final long USER_KEYRING = -4;
    private static final long GET_KEYRING_ID = 0;
    private static final long JOIN_SESSION = 1;

    private IpcAttacks() {}

    static List<Attack> all() {
        return List.of(
                Attack.of(
                        IPC,
                        "abstract-socket-sibling",
                        "connect to a sibling's abstract socket",
                        ABSTRACT,
                        scene -> connect(scene, scene.fact("sibling.abstract"))),
                Attack.of(
                        IPC,
                        "abstract-socket-host",
                        "connect to an abstract socket of the host",
                        ABSTRACT,
                        scene -> connect(scene, scene.fact("host.abstract"))),
                Attack.of(
                        IPC,
                        "shared-memory-host",
                        "shmget of a segment of the host",
                        NONE.hidden("EPERM", "ENOSYS", "ENOENT"),
                        IpcAttacks::hostSegment),
                Attack.of(
                        IPC,
                        "shared-memory-file",
                        "a file of the host below /dev/shm",
                        Expected.refused("EACCES").hidden("ENOENT", "EACCES"),
                        scene -> Disk.opened(scene, Path.of(scene.fact("host.shm")), Disk.READ_WRITE)),
                Attack.of(
                        IPC,
                        "make-shared-memory",
                        "shmget of a new segment, to outlive it",
                        NONE,
                        scene -> made(Syscall.SHMGET, Syscall.SHMCTL, PRIVATE, PAGE, CREATE)),
                Attack.of(
                        IPC,
                        "make-queue",
                        "msgget of a new queue, to outlive it",
                        NONE,
                        scene -> made(Syscall.MSGGET, Syscall.MSGCTL, PRIVATE, CREATE)),
                Attack.of(IPC, "posix-queue", "mq_open of a new queue, to outlive it", NONE, IpcAttacks::posixQueue),
                Attack.of(
                        IPC,
                        "add-key",
                        "add_key to the user's keyring",
                        NONE,
                        Calls.attempt(
                                Syscall.ADD_KEY,
                                Set.of(),
                                Kernel.text("user"),
                                Kernel.text("attack"),
                                Kernel.text("x"),
                                1,
                                USER_KEYRING)),
                Attack.of(
                        IPC,
                        "find-keyring",
                        "keyctl of the user's keyring",
                        NONE,
                        Calls.attempt(Syscall.KEYCTL, Set.of(Errno.ENOKEY), GET_KEYRING_ID, USER_KEYRING, 0)),
                Attack.of(
                        IPC,
                        "join-keyring",
                        "keyctl to a new session",
                        NONE,
                        Calls.attempt(Syscall.KEYCTL, Set.of(), JOIN_SESSION, 0)),
                Attack.of(
                        IPC,
                        "request-key",
                        "request_key",
                        NONE,
                        Calls.attempt(
                                Syscall.REQUEST_KEY,
                                Set.of(Errno.ENOKEY),
                                Kernel.text("user"),
                                Kernel.text("attack"),
                                0,
                                USER_KEYRING)));
    }

    private static Outcome connect(Scene scene, String name) {
        Answer answer = Sockets.connectUnix("\0" + name);
        if (answer.ok()) {
            return new Outcome.Succeeded("connected to @" + name);
        }
        if (answer.errno() == Errno.ECONNREFUSED) {
            return new Outcome.Refused(answer.toString(), "network name space");
        }
        return new Outcome.Refused(answer.toString(), Blame.landlocked(scene) ? Blame.LANDLOCK : "unknown");
    }

    private static Outcome hostSegment(Scene scene) {
        Answer answer = Kernel.call(Syscall.SHMGET, scene.number("host.segment"), PAGE, 0);
        return answer.errno() == Errno.ENOENT
                ? new Outcome.Refused("ENOENT", "IPC name space")
                : Calls.outcome(Syscall.SHMGET, answer);
    }

    /** Makes one and removes it at once. */
    private static Outcome made(Syscall make, Syscall control, long... arguments) {
        Answer answer = Kernel.call(make, arguments);
        if (answer.ok()) {
            Kernel.call(control, answer.value(), REMOVE, 0);
        }
        return Calls.outcome(make, answer);
    }

    private static Outcome posixQueue(Scene scene) {
        long name = Kernel.text("agentropic-attack");
        Answer answer = Kernel.call(Syscall.MQ_OPEN, name, Disk.CREATE | Disk.READ_WRITE, 0600, 0);
        if (answer.ok()) {
            Kernel.call(Syscall.MQ_UNLINK, name);
            Kernel.call(Syscall.CLOSE, answer.value());
        }
        return Calls.outcome(Syscall.MQ_OPEN, answer);
    }
}
