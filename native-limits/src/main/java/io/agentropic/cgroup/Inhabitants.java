package io.agentropic.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The processes that share the supervisor's own control group, and moving them. */
final class Inhabitants {

    private Inhabitants() {}

    /**
     * Those in {@code own} that are not ours to move. Ours are this process, its parents and its descendants; and all of
     * them when systemd has delegated the group, which it marks with the extended attribute {@code user.delegate}.
     */
    static List<Long> strangersIn(ControlGroup own) {
        if (isDelegated(own)) {
            return List.of();
        }
        Set<Long> family = family();
        return own.processes().stream().filter(pid -> !family.contains(pid)).toList();
    }

    /** Moves every process; one that ends meanwhile needs no moving. */
    static void moveAll(ControlGroup from, ControlGroup to) {
        for (Long pid : from.processes()) {
            try {
                to.write("cgroup.procs", pid.toString());
            } catch (CgroupException e) {
                if (ProcessHandle.of(pid).isPresent()) {
                    throw e;
                }
            }
        }
    }

    private static boolean isDelegated(ControlGroup group) {
        var attributes = Files.getFileAttributeView(group.directory(), UserDefinedFileAttributeView.class);
        try {
            return attributes != null && attributes.list().contains("delegate");
        } catch (IOException noExtendedAttributesHere) {
            return false;
        }
    }

    private static Set<Long> family() {
        Set<Long> family = new HashSet<>();
        ProcessHandle self = ProcessHandle.current();
        self.descendants().forEach(child -> family.add(child.pid()));
        for (var ancestor = Optional.of(self);
                ancestor.isPresent();
                ancestor = ancestor.get().parent()) {
            family.add(ancestor.get().pid());
        }
        return family;
    }
}
