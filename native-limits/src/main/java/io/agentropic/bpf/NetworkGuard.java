package io.agentropic.bpf;

import io.agentropic.syscall.Descriptor;
import io.agentropic.syscall.SyscallException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Holds {@link NetworkRules} for a control group: whatever they do not allow is refused with EPERM, packets are dropped.
 * IPv4 and IPv6 only: that sockets of other families cannot be made is for a seccomp filter to see to.
 */
public final class NetworkGuard {

    private NetworkGuard() {}

    /** Why no rules can be held here; empty when they can. Tried, but without a control group. */
    public static Optional<String> obstacle() {
        try {
            load(NetworkPrograms.of(NetworkRules.LOOPBACK));
            return Optional.empty();
        } catch (SyscallException e) {
            return Optional.of("the kernel refused " + e.getMessage());
        }
    }

    private static void load(Map<Hook, Program> programs) {
        programs.forEach((hook, program) -> program.load(hook).close());
    }

    /**
     * Holds {@code rules} for the group at {@code directory}, and those below it, until it is removed.
     *
     * @throws SyscallException when the kernel refuses
     */
    public static void attach(Path directory, NetworkRules rules) {
        try (Descriptor group = Descriptor.ofDirectory(directory)) {
            Attachment.attach(group, NetworkPrograms.of(rules));
        }
    }
}
