package io.agentropic.it.attack;

import static io.agentropic.it.attack.Attack.Goal.OWN_LIMITS;
import static io.agentropic.it.attack.Attack.Goal.SCHEDULE;

import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Errno;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Limits and scheduling: those of others, set to what they are; its own, set to more. */
final class ScheduleAttacks {

    private static final int FILE_SIZE = 1;
    private static final int CORE = 4;
    private static final int OPEN_FILES = 7;
    private static final long MANY_FILES = 1 << 20;
    private static final long UNLIMITED = -1;
    private static final long MOST_DESCRIPTORS = 4096;
    private static final long OF_A_PROCESS = 1;
    private static final long FIRST_IN_FIRST_OUT = 1;
    private static final long DUPLICATE = 0;

    private static final Expected OTHERS = Expected.refused("EPERM").hidden("EPERM", "ESRCH");
    private static final Expected OWN = Expected.refused("EPERM");

    private ScheduleAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        attacks.addAll(both("set-limit", "prlimit64", ScheduleAttacks::limitOf));
        attacks.addAll(
                both("set-nice", "setpriority", (scene, it) -> it.call(scene, Syscall.SETPRIORITY, 0, it.pid(), 0)));
        attacks.addAll(both(
                "set-processors",
                "sched_setaffinity",
                (scene, it) -> it.call(scene, Syscall.SCHED_SETAFFINITY, it.pid(), 8, Kernel.words(-1))));
        attacks.addAll(both(
                "set-scheduler",
                "sched_setscheduler",
                (scene, it) -> it.call(scene, Syscall.SCHED_SETSCHEDULER, it.pid(), 0, Kernel.ints(0))));
        attacks.addAll(both(
                "set-io-priority",
                "ioprio_set",
                (scene, it) -> it.call(scene, Syscall.IOPRIO_SET, OF_A_PROCESS, it.pid(), 0)));
        attacks.addAll(both(
                "migrate-pages",
                "migrate_pages",
                (scene, it) -> it.call(scene, Syscall.MIGRATE_PAGES, it.pid(), 64, Kernel.words(1), Kernel.words(1))));
        attacks.addAll(Neighbour.both(
                SCHEDULE,
                "set-oom-score",
                "open /proc/PID/oom_score_adj for writing",
                Expected.refused("EACCES").hidden("ENOENT", "EACCES"),
                (scene, it) -> Disk.opened(scene, Path.of("/proc/" + it.pid() + "/oom_score_adj"), Disk.WRITE_ONLY)));
        attacks.add(raise("raise-open-files", OPEN_FILES, MANY_FILES));
        attacks.add(raise("raise-core-size", CORE, UNLIMITED));
        attacks.add(Attack.of(
                OWN_LIMITS,
                "raise-nice",
                "setpriority(-5)",
                Expected.refused("EPERM", "EACCES"),
                Calls.attempt(Syscall.SETPRIORITY, Set.of(), 0, 0, -5)));
        attacks.add(Attack.of(
                OWN_LIMITS,
                "real-time",
                "sched_setscheduler(SCHED_FIFO)",
                OWN,
                Calls.attempt(Syscall.SCHED_SETSCHEDULER, Set.of(), 0, FIRST_IN_FIRST_OUT, Kernel.ints(1))));
        attacks.add(Attack.of(
                OWN_LIMITS,
                "never-oom-killed",
                "open /proc/self/oom_score_adj for writing, write -1000",
                Expected.refused("EACCES").hidden("EACCES", "EROFS"),
                ScheduleAttacks::spareMe));
        attacks.add(Attack.of(
                OWN_LIMITS,
                "too-many-descriptors",
                "descriptors until the kernel refuses",
                Expected.refused("EMFILE"),
                ScheduleAttacks::descriptors));
        attacks.add(Attack.of(
                OWN_LIMITS,
                "too-large-file",
                "a byte beyond the largest size of a file",
                Expected.refused("EFBIG"),
                ScheduleAttacks::largeFile));
        return attacks;
    }

    private static List<Attack> both(String name, String tries, Neighbour.On attack) {
        return Neighbour.both(SCHEDULE, name, tries, OTHERS, attack);
    }

    /** Reads the limit and sets the same again, which takes the same right as another. */
    private static Outcome limitOf(Scene scene, Neighbour it) {
        long limit = Kernel.words(0, 0);
        Answer read = Kernel.call(Syscall.PRLIMIT64, it.pid(), OPEN_FILES, 0, limit);
        if (!read.ok()) {
            return it.outcome(scene, Syscall.PRLIMIT64, read, Set.of());
        }
        return it.call(scene, Syscall.PRLIMIT64, it.pid(), OPEN_FILES, limit, 0);
    }

    private static Attack raise(String name, int resource, long value) {
        return Attack.of(
                OWN_LIMITS,
                name,
                "prlimit64 of itself beyond the hard limit",
                OWN,
                Calls.attempt(Syscall.PRLIMIT64, Set.of(), 0, resource, Kernel.words(value, value), 0));
    }

    private static Outcome spareMe(Scene scene) {
        String file = "/proc/self/oom_score_adj";
        Answer opened = Disk.keepOpen(file, Disk.WRITE_ONLY);
        if (!opened.ok()) {
            return Disk.outcome(scene, Syscall.OPENAT, opened, Path.of(file), true);
        }
        Answer written = Kernel.call(Syscall.WRITE, opened.value(), Kernel.text("-1000"), 5);
        Kernel.call(Syscall.CLOSE, opened.value());
        return Calls.outcome(Syscall.WRITE, written);
    }

    /** Only where the limit is a small one. */
    private static Outcome descriptors(Scene scene) {
        long most = ownLimit(OPEN_FILES);
        if (most < 0 || most > MOST_DESCRIPTORS) {
            return new Outcome.Succeeded("the limit of open files is " + most);
        }
        List<Long> open = new ArrayList<>();
        Answer answer = Kernel.call(Syscall.FCNTL, 1, DUPLICATE, 0);
        while (answer.ok() && open.size() <= most) {
            open.add(answer.value());
            answer = Kernel.call(Syscall.FCNTL, 1, DUPLICATE, 0);
        }
        open.forEach(descriptor -> Kernel.call(Syscall.CLOSE, descriptor));
        return answer.errno() == Errno.EMFILE
                ? new Outcome.Refused("EMFILE", "RLIMIT_NOFILE")
                : new Outcome.Broken("after " + open.size() + " descriptors: " + answer);
    }

    private static Outcome largeFile(Scene scene) {
        long most = ownLimit(FILE_SIZE);
        if (most < 0) {
            return new Outcome.Succeeded("the size of files has no limit");
        }
        Answer file = Disk.keepOpen(scene.own().resolve("large").toString(), Disk.WRITE_ONLY | Disk.CREATE);
        Answer written = Kernel.call(Syscall.PWRITE64, file.value(), Kernel.text("x"), 1, most);
        Kernel.call(Syscall.CLOSE, file.value());
        return written.errno() == Errno.EFBIG
                ? new Outcome.Refused("EFBIG", "RLIMIT_FSIZE")
                : new Outcome.Broken("the byte at " + most + ": " + written);
    }

    private static long ownLimit(int resource) {
        long limit = Kernel.words(0, 0);
        Kernel.call(Syscall.PRLIMIT64, 0, resource, 0, limit);
        int[] words = Kernel.readInts(limit, 4);
        return Integer.toUnsignedLong(words[2]) | (long) words[3] << 32;
    }
}
