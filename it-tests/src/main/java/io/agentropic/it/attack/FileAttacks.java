package io.agentropic.it.attack;

import static io.agentropic.it.attack.Attack.Goal.FILE_ATTRIBUTES;
import static io.agentropic.it.attack.Attack.Goal.READ_FILES;
import static io.agentropic.it.attack.Attack.Goal.WRITE_FILES;

import io.agentropic.it.attack.Attack.Goal;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.nio.file.Path;
import java.util.List;

/** Files of others: reading, changing, and their owner, mode and times. */
final class FileAttacks {

    private static final Expected READING = Expected.refused("EACCES").hidden("ENOENT", "EACCES");
    private static final Expected WRITING = Expected.refused("EACCES").hidden("ENOENT", "EACCES", "EROFS");
    private static final Expected ATTRIBUTES = Expected.refused("EPERM").hidden("ENOENT", "EPERM");
    private static final String OPEN_FILE = "writable";

    /** The arguments of a call, given the address of the path. */
    private interface Arguments {
        long[] of(long path);
    }

    private FileAttacks() {}

    static List<Attack> all() {
        return List.of(
                fixed("read-passwords", "/etc/shadow"),
                fixed("read-kernel-log", "/dev/kmsg"),
                fixed("read-kernel-memory", "/proc/kcore"),
                read("read-open-file", "outside.readable"),
                read("read-configuration", "supervisor.file"),
                read("read-control-key", "control.key"),
                read("list-reports", "reports"),
                read("read-sibling-file", "sibling.file"),
                read("read-sibling-log", "sibling.log"),
                read("read-sibling-report", "sibling.report"),
                write("write-open-file", "outside.writable"),
                write("write-program", "jar"),
                write("write-jdk", "jdk"),
                write("write-configuration", "supervisor.file"),
                write("write-sibling-file", "sibling.file"),
                write("write-sibling-log", "sibling.log"),
                changing("truncate-file", "truncate", Syscall.TRUNCATE, path -> new long[] {path, 0}),
                entry("create-file", "open with O_CREAT", "created", Syscall.OPENAT, path ->
                        new long[] {Disk.HERE, path, Disk.CREATE | Disk.EXCLUSIVE | Disk.WRITE_ONLY, 0666}),
                entry("delete-file", "unlink", "doomed", Syscall.UNLINKAT, path -> new long[] {Disk.HERE, path, 0}),
                entry("make-directory", "mkdir", "made", Syscall.MKDIRAT, path -> new long[] {Disk.HERE, path, 0777}),
                attribute("change-mode", "chmod", Syscall.FCHMODAT, path -> new long[] {Disk.HERE, path, 0666}),
                attribute("change-owner", "chown", Syscall.FCHOWNAT, path ->
                        new long[] {Disk.HERE, path, Inside.uid(), -1, 0}),
                attribute("change-times", "utimensat", Syscall.UTIMENSAT, path ->
                        new long[] {Disk.HERE, path, Kernel.words(1, 0, 1, 0), 0}),
                attribute("change-attribute", "setxattr", Syscall.SETXATTR, path ->
                        new long[] {path, Kernel.text("user.attack"), Kernel.text("x"), 1, 0}));
    }

    private static Attack fixed(String name, String file) {
        return Attack.of(
                READ_FILES,
                name,
                "open " + file,
                READING.hidden("ENOENT", "EACCES", "EPERM"),
                Disk.openingHostFile(file, Disk.READ_ONLY));
    }

    private static Attack read(String name, String fact) {
        return opening(READ_FILES, name, fact, READING, Disk.READ_ONLY);
    }

    private static Attack write(String name, String fact) {
        return opening(WRITE_FILES, name, fact, WRITING, Disk.WRITE_ONLY);
    }

    private static Attack opening(Goal goal, String name, String fact, Expected expected, int flags) {
        return Attack.of(
                goal, name, "open " + fact, expected, scene -> Disk.opened(scene, Path.of(scene.fact(fact)), flags));
    }

    private static Attack changing(String name, String words, Syscall call, Arguments arguments) {
        return on(WRITE_FILES, name, words, OPEN_FILE, WRITING, call, arguments);
    }

    private static Attack attribute(String name, String words, Syscall call, Arguments arguments) {
        return on(FILE_ATTRIBUTES, name, words, OPEN_FILE, ATTRIBUTES, call, arguments);
    }

    private static Attack on(
            Goal goal, String name, String words, String file, Expected expected, Syscall call, Arguments arguments) {
        return Attack.of(goal, name, words + " outside", expected, scene -> {
            Path path = scene.outside().resolve(file);
            return Disk.outcome(scene, call, Kernel.call(call, arguments.of(Kernel.text(path.toString()))), path, true);
        });
    }

    /** An entry of a directory: the directory's mode decides. */
    private static Attack entry(String name, String words, String file, Syscall call, Arguments arguments) {
        return Attack.of(WRITE_FILES, name, words + " outside", WRITING, scene -> {
            String path = scene.outside().resolve(file).toString();
            return Disk.outcome(scene, call, Kernel.call(call, arguments.of(Kernel.text(path))), scene.outside(), true);
        });
    }
}
