package io.agentropic.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Control groups of version 1: what they hold cannot be had in version 2; see cgroups(7). */
final class VersionOne {

    private VersionOne() {}

    /** What is missing when this host gives {@code controller} to version 1; empty when it does not. */
    static Optional<Missing> holding(Controller controller) {
        return holds(controller, OfThisHost.CONTROLLERS)
                ? Optional.of(new Missing(
                        "this host gives '" + controller + "' to control groups of version 1",
                        Remedies.versionTwoOnly()))
                : Optional.empty();
    }

    /** Read once: who has which controller is settled long before a supervisor starts. */
    private static final class OfThisHost {
        static final String CONTROLLERS = read();

        private static String read() {
            try {
                return Files.readString(Path.of("/proc/cgroups"));
            } catch (IOException versionOneIsNotBuiltIn) {
                return "";
            }
        }
    }

    /** Lines of {@code NAME HIERARCHY GROUPS ENABLED}; hierarchy 0 is version 2, where {@code blkio} is {@code io}. */
    static boolean holds(Controller controller, String procCgroups) {
        String name = controller == Controller.IO ? "blkio" : controller.toString();
        return procCgroups
                .lines()
                .map(line -> line.split("\\s+", -1))
                .anyMatch(fields -> fields.length > 1 && fields[0].equals(name) && !fields[1].equals("0"));
    }
}
