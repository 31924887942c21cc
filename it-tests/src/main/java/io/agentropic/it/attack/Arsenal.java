package io.agentropic.it.attack;

import java.util.List;
import java.util.stream.Stream;

/** Every attack there is, those last that may end the process that tries them. */
public final class Arsenal {

    /** Files of the host that some hosts lack; whether they are there is told by the scene, not seen from inside. */
    public static final List<String> HOST_FILES = List.of(
            "/etc/shadow",
            "/dev/kmsg",
            "/proc/kcore",
            "/proc/sys/kernel/core_pattern",
            "/proc/sysrq-trigger",
            "/proc/sys/kernel/modprobe",
            "/sys/kernel/uevent_helper",
            "/dev/kvm",
            "/dev/fuse",
            "/dev/net/tun",
            "/dev/mem");

    private Arsenal() {}

    /** All attacks, in the order in which they are tried; names are unique. */
    public static List<Attack> all() {
        return Stream.of(
                        FileAttacks.all(),
                        LinkAttacks.all(),
                        LookAttacks.all(),
                        SignalAttacks.all(),
                        TraceAttacks.all(),
                        ScheduleAttacks.all(),
                        ControlGroupAttacks.all(),
                        PrivilegeAttacks.all(),
                        IpcAttacks.all(),
                        NetworkAttacks.all(),
                        SupervisorAttacks.all(),
                        NativeCodeAttacks.all(),
                        SurfaceAttacks.all())
                .flatMap(List::stream)
                .toList();
    }
}
