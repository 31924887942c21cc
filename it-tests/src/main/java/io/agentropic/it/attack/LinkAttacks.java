package io.agentropic.it.attack;

import static io.agentropic.it.attack.Attack.Goal.LINKS;

import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Errno;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Roundabout ways to a file that cannot be opened by its path. */
final class LinkAttacks {

    private static final Expected WAY = Expected.refused("EACCES", "ENOENT").hidden("ENOENT", "EACCES");
    private static final Expected MOVING =
            Expected.refused("EACCES", "EXDEV", "EPERM").hidden("ENOENT", "EXDEV", "EROFS", "EPERM");
    private static final long CHARACTER_DEVICE = 020666;
    private static final long MEMORY_DEVICE = 1 << 8 | 1;
    private static final long MOST_HANDLE_BYTES = 128;

    private LinkAttacks() {}

    static List<Attack> all() {
        return List.of(
                Attack.of(LINKS, "symbolic-link", "a link in its own directory, opened", WAY, LinkAttacks::symbolic),
                Attack.of(LINKS, "dot-dot", "a path out of its own directory", WAY, LinkAttacks::dotDot),
                Attack.of(
                        LINKS,
                        "own-root-link",
                        "/proc/self/root and then the path",
                        WAY,
                        scene -> Disk.opened(scene, Path.of("/proc/self/root" + readable(scene)), Disk.READ_ONLY)),
                Attack.of(
                        LINKS,
                        "supervisor-root-link",
                        "/proc/PID/root of the supervisor",
                        WAY,
                        scene -> Disk.opened(
                                scene,
                                Path.of("/proc/" + scene.supervisor() + "/root" + readable(scene)),
                                Disk.READ_ONLY)),
                Attack.of(
                        LINKS,
                        "descriptor-links",
                        "every /proc/self/fd reopened for more",
                        WAY,
                        LinkAttacks::descriptors),
                Attack.of(
                        LINKS,
                        "hard-link",
                        "a hard link into its own directory",
                        MOVING,
                        scene -> moved(scene, Syscall.LINKAT, 0)),
                Attack.of(
                        LINKS,
                        "rename-in",
                        "a rename into its own directory",
                        MOVING,
                        scene -> moved(scene, Syscall.RENAMEAT2, 0)),
                Attack.of(
                        LINKS,
                        "file-handle",
                        "open_by_handle_at, which asks no directory",
                        Expected.refused("EPERM").hidden("EPERM", "ENOENT"),
                        LinkAttacks::handle),
                Attack.of(
                        LINKS,
                        "device-node",
                        "mknod of the memory device in its own directory",
                        Expected.refused("EPERM", "EACCES"),
                        LinkAttacks::device));
    }

    private static Path readable(Scene scene) {
        return scene.outside().resolve("readable");
    }

    private static Outcome symbolic(Scene scene) throws Exception {
        Path link = scene.own().resolve("link");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, readable(scene));
        Outcome outcome = Disk.outcome(scene, Syscall.OPENAT, Disk.open(link, Disk.READ_ONLY), readable(scene), false);
        Files.delete(link);
        return outcome;
    }

    private static Outcome dotDot(Scene scene) {
        Path own = scene.own();
        String path = own + "/..".repeat(own.getNameCount()) + readable(scene);
        return Disk.outcome(scene, Syscall.OPENAT, Disk.open(path, Disk.READ_ONLY), readable(scene), false);
    }

    /** A descriptor that was left open by mistake would show here as something that can be opened for writing. */
    private static Outcome descriptors(Scene scene) {
        Answer last = new Answer(-1, 2);
        for (int descriptor = 3; descriptor < 64; descriptor++) {
            for (String file : List.of("/readable", "/../readable", "/supervisor.file")) {
                String path = "/proc/self/fd/" + descriptor + file;
                Answer answer = Disk.open(path, Disk.READ_ONLY);
                if (answer.ok()) {
                    return new Outcome.Succeeded("opened " + path);
                }
                if (answer.errno() != Errno.ENOENT && answer.errno() != Errno.ENOTDIR) {
                    last = answer;
                }
            }
        }
        boolean inherited = last.errno() != Errno.ENOENT;
        return new Outcome.Refused(
                last.toString(),
                inherited ? Blame.ofPath(scene, Syscall.OPENAT, last, readable(scene), false) : "none is inherited");
    }

    private static Outcome moved(Scene scene, Syscall call, long flags) {
        Path from = scene.outside().resolve("writable");
        Path to = scene.own().resolve("moved");
        Answer answer = Kernel.call(
                call, Disk.HERE, Kernel.text(from.toString()), Disk.HERE, Kernel.text(to.toString()), flags);
        if (answer.ok() && call == Syscall.RENAMEAT2) {
            // The attacks that follow need it where it was.
            Kernel.call(call, Disk.HERE, Kernel.text(to.toString()), Disk.HERE, Kernel.text(from.toString()), flags);
        }
        return Disk.outcome(scene, call, answer, from, true);
    }

    private static Outcome handle(Scene scene) {
        MemorySegment handle = Kernel.memory(8 + MOST_HANDLE_BYTES);
        handle.set(java.lang.foreign.ValueLayout.JAVA_INT, 0, (int) MOST_HANDLE_BYTES);
        long path = Kernel.text(readable(scene).toString());
        Answer named = Kernel.call(Syscall.NAME_TO_HANDLE_AT, Disk.HERE, path, handle.address(), Kernel.ints(0), 0);
        if (!named.ok()) {
            return named.errno() == Errno.EOPNOTSUPP
                    ? new Outcome.Absent("this file system has no handles")
                    : Disk.outcome(scene, Syscall.NAME_TO_HANDLE_AT, named, readable(scene), false);
        }
        Answer own = Disk.keepOpen(scene.own().toString(), Disk.READ_ONLY);
        Answer opened = Kernel.call(Syscall.OPEN_BY_HANDLE_AT, own.value(), handle.address(), Disk.READ_ONLY);
        return Calls.outcome(Syscall.OPEN_BY_HANDLE_AT, opened);
    }

    private static Outcome device(Scene scene) {
        long path = Kernel.text(scene.own().resolve("memory").toString());
        return Calls.outcome(
                Syscall.MKNODAT, Kernel.call(Syscall.MKNODAT, Disk.HERE, path, CHARACTER_DEVICE, MEMORY_DEVICE));
    }
}
