package io.agentropic.it.attack;

import static io.agentropic.it.attack.Attack.Goal.CHILDREN;
import static io.agentropic.it.attack.Attack.Goal.NATIVE_CODE;

import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Errno;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.MachineCode;
import io.agentropic.it.kernel.Syscall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Programs and machine code of the agent's own, which no level forbids, and what they can reach. */
final class NativeCodeAttacks {

    private static final String INSIDE = "it runs, and the fence holds it as it holds the agent";
    private static final Expected NO_ESCAPE =
            Expected.refused("EACCES", "no output").hidden("ENOENT", "no output");
    private static final Path CAT = Path.of("/bin/cat");
    private static final int CLONE_PARENT = 0x8000;
    private static final int CHILD_SIGNAL = 17;
    private static final long READ_EXECUTE = 5;
    private static final long PRIVATE = 2;

    private NativeCodeAttacks() {}

    static List<Attack> all() {
        return List.of(
                Attack.of(
                        NATIVE_CODE,
                        "machine-code",
                        "instructions written to memory and run",
                        Expected.open(INSIDE),
                        scene -> clone(0)),
                Attack.of(
                        NATIVE_CODE,
                        "own-library",
                        "a file it wrote, mapped as code",
                        Expected.open(INSIDE),
                        NativeCodeAttacks::map),
                Attack.of(
                        NATIVE_CODE,
                        "child-jvm",
                        "a JVM of its own that reads a file outside",
                        NO_ESCAPE,
                        scene -> read(
                                scene,
                                List.of(
                                        java(),
                                        "-Xshare:auto",
                                        "-XX:+UseSerialGC",
                                        "-cp",
                                        scene.fact("jar"),
                                        Escape.class.getName()))),
                Attack.of(
                        NATIVE_CODE,
                        "shell",
                        "a shell that reads a file outside",
                        NO_ESCAPE,
                        scene -> read(scene, List.of("/bin/sh", "-c", "cat \"$0\""))),
                Attack.of(
                        NATIVE_CODE,
                        "copied-program",
                        "a copy of cat in its own directory",
                        NO_ESCAPE,
                        NativeCodeAttacks::copied),
                Attack.of(
                        NATIVE_CODE,
                        "loader",
                        "cat by the dynamic loader, which needs no execute bit",
                        NO_ESCAPE,
                        scene -> read(scene, List.of(loader(), CAT.toString()))),
                Attack.of(
                        CHILDREN,
                        "clone-as-sibling",
                        "clone with CLONE_PARENT: a child of the supervisor, who does not know it",
                        Expected.refused("EPERM").hidden("EPERM", "EINVAL"),
                        scene -> clone(CLONE_PARENT)));
    }

    private static Outcome clone(int flags) {
        long result = MachineCode.cloneOfAMoment(flags | CHILD_SIGNAL);
        if (result < 0) {
            Answer refused = new Answer(-1, (int) -result);
            return new Outcome.Refused(refused.toString(), Blame.ofCall(Syscall.CLONE, refused));
        }
        Kernel.call(Syscall.WAIT4, result, 0, 0, 0);
        return new Outcome.Succeeded(flags == 0 ? "it ran" : "child " + result);
    }

    private static Outcome map(Scene scene) throws IOException {
        Path file = scene.own().resolve("own.so");
        Files.write(file, new byte[4096]);
        Answer opened = Disk.keepOpen(file.toString(), Disk.READ_ONLY);
        Answer mapped = Kernel.call(Syscall.MMAP, 0, 4096, READ_EXECUTE, PRIVATE, opened.value(), 0);
        return Calls.outcome(Syscall.MMAP, mapped);
    }

    private static Outcome copied(Scene scene) throws IOException, InterruptedException {
        Path copy = scene.own().resolve("own-cat");
        try {
            Files.copy(CAT, copy, StandardCopyOption.REPLACE_EXISTING);
            Kernel.call(Syscall.FCHMODAT, Disk.HERE, Kernel.text(copy.toString()), 0755);
        } catch (AccessDeniedException unreadable) {
            return new Outcome.Refused(Errno.EACCES.name(), Blame.LANDLOCK);
        } catch (NoSuchFileException hidden) {
            return new Outcome.Refused(Errno.ENOENT.name(), Blame.HIDDEN_FILES);
        }
        return read(scene, List.of(copy.toString()));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String loader() {
        return MachineCode.hasThirtyTwoBitDoor() ? "/lib64/ld-linux-x86-64.so.2" : "/lib/ld-linux-aarch64.so.1";
    }

    /** Runs the program with the path of a file outside; what it prints tells whether it came that far. */
    private static Outcome read(Scene scene, List<String> command) throws InterruptedException {
        Path file = scene.outside().resolve("readable");
        List<String> all = new ArrayList<>(command);
        all.add(file.toString());
        try {
            Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return judged(said);
        } catch (IOException notStarted) {
            return judged(String.valueOf(notStarted.getMessage()));
        }
    }

    private static Outcome judged(String said) {
        if (said.contains(Escape.SECRET)) {
            return new Outcome.Succeeded("it read the file");
        }
        if (said.contains("Permission denied") || said.contains("EACCES")) {
            return new Outcome.Refused(Errno.EACCES.name(), Blame.LANDLOCK);
        }
        return said.contains("No such file") || said.contains("ENOENT")
                ? new Outcome.Refused(Errno.ENOENT.name(), Blame.HIDDEN_FILES)
                : new Outcome.Refused("no output", "it did not start");
    }
}
