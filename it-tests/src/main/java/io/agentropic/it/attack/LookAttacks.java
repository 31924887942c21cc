package io.agentropic.it.attack;

import static io.agentropic.it.attack.Attack.Goal.LOOK;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code /proc} tells about the supervisor, a sibling and the machine. */
final class LookAttacks {

    private static final Expected EXPECTED = Expected.refused("EACCES").hidden("ENOENT", "EACCES");

    private LookAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        for (String file : List.of("environ", "mem", "maps", "fd", "cmdline", "task", "cwd/.", "root/etc/passwd")) {
            attacks.add(look("supervisor", file));
            attacks.add(look("sibling", file));
        }
        attacks.add(setting("core-pattern", "/proc/sys/kernel/core_pattern"));
        attacks.add(setting("system-request", "/proc/sysrq-trigger"));
        attacks.add(setting("module-loader", "/proc/sys/kernel/modprobe"));
        attacks.add(setting("device-helper", "/sys/kernel/uevent_helper"));
        return attacks;
    }

    private static Attack look(String whom, String file) {
        String name = "look-" + file.replaceAll("/.*", "") + "-" + whom;
        return Attack.of(LOOK, name, "open /proc/PID/" + file, EXPECTED, scene -> {
            long pid = whom.equals("sibling") ? scene.sibling() : scene.supervisor();
            return Disk.opened(scene, Path.of("/proc/" + pid + "/" + file), Disk.READ_ONLY);
        });
    }

    private static Attack setting(String name, String file) {
        return Attack.of(
                LOOK,
                "set-" + name,
                "open " + file + " for writing",
                EXPECTED.hidden("ENOENT", "EACCES", "EROFS"),
                Disk.openingHostFile(file, Disk.WRITE_ONLY));
    }
}
