package io.agentropic.bpf;

import io.agentropic.syscall.Bpf;
import io.agentropic.syscall.Descriptor;
import java.util.Map;

/** Puts programs on a control group, and confirms it. */
final class Attachment {

    private Attachment() {}

    /**
     * The programs stay on the group when this returns, their descriptors do not.
     *
     * @throws io.agentropic.syscall.SyscallException when the kernel refuses
     * @throws IllegalStateException when it accepts a program, and does not show it afterwards
     */
    static void attach(Descriptor group, Map<Hook, Program> programs) {
        programs.forEach((hook, program) -> {
            int before = Bpf.attached(group, hook.attachType);
            try (Descriptor loaded = program.load(hook)) {
                Bpf.attach(group, loaded, hook.attachType);
            }
            if (Bpf.attached(group, hook.attachType) != before + 1) {
                throw new IllegalStateException("the program for " + hook + " was attached, but is not there");
            }
        });
    }
}
