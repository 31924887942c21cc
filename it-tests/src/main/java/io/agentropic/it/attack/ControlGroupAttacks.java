package io.agentropic.it.attack;

import static io.agentropic.it.attack.Attack.Goal.CONTROL_GROUPS;

import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files in which the kernel keeps limits: its own, a sibling's, those of the whole machine. */
final class ControlGroupAttacks {

    private static final Expected EXPECTED = Expected.refused("EACCES").hidden("ENOENT", "EACCES", "EROFS");
    private static final String FACT = "sibling.group";

    private ControlGroupAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        for (String file : List.of("cgroup.procs", "cgroup.freeze", "cgroup.kill")) {
            String words = " " + file + " for writing";
            attacks.add(grouped(
                    "sibling-" + file.replace('.', '-'),
                    "open the sibling's" + words,
                    scene -> open(scene, Path.of(scene.fact(FACT), file))));
            attacks.add(grouped(
                    "own-" + file.replace('.', '-'),
                    "open its own" + words,
                    scene -> open(scene, own(scene).resolve(file))));
        }
        attacks.add(Attack.of(
                CONTROL_GROUPS,
                "leave-group",
                "open cgroup.procs of the root for writing",
                EXPECTED,
                scene -> open(scene, Path.of(scene.fact("group.mount"), "cgroup.procs"))));
        attacks.add(grouped("make-group", "mkdir of a group below the sibling's", ControlGroupAttacks::make));
        attacks.add(grouped(
                "sibling-memory-limit", "open the sibling's memory.max for writing", ControlGroupAttacks::memoryLimit));
        return attacks;
    }

    /** Where the supervisor can make no groups there are none to attack. */
    private static Attack grouped(String name, String tries, Attack.Attempt attempt) {
        return Attack.of(
                CONTROL_GROUPS,
                name,
                tries,
                EXPECTED,
                scene -> scene.fact(FACT).equals(scene.fact("group.mount"))
                        ? new Outcome.Absent("the supervisor has no control groups here")
                        : attempt.run(scene));
    }

    /** Where its own group would be: named by the kernel where that can be read, else beside the sibling's. */
    private static Path own(Scene scene) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
                if (line.startsWith("0::/") && line.length() > 4) {
                    return Path.of(scene.fact("group.mount") + line.substring(3));
                }
            }
        } catch (IOException hidden) {
            return beside(scene);
        }
        return beside(scene);
    }

    private static Path beside(Scene scene) {
        Path sibling = Path.of(scene.fact(FACT));
        return sibling.resolveSibling(sibling.getFileName().toString().replace("bystander", scene.fact("name")));
    }

    private static Outcome open(Scene scene, Path file) {
        return Disk.opened(scene, file, Disk.WRITE_ONLY);
    }

    private static Outcome memoryLimit(Scene scene) {
        return scene.fact("group.controllers").contains("memory")
                ? open(scene, Path.of(scene.fact(FACT), "memory.max"))
                : new Outcome.Absent("no memory controller here");
    }

    private static Outcome make(Scene scene) {
        Path parent = Path.of(scene.fact(FACT));
        Path group = parent.resolve("attack");
        long path = Kernel.text(group.toString());
        Outcome outcome =
                Disk.outcome(scene, Syscall.MKDIRAT, Kernel.call(Syscall.MKDIRAT, Disk.HERE, path, 0755), parent, true);
        if (outcome instanceof Outcome.Succeeded) {
            Kernel.call(Syscall.UNLINKAT, Disk.HERE, path, 0x200);
        }
        return outcome;
    }
}
