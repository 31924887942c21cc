package io.agentropic.container;

import io.agentropic.json.Json;
import io.agentropic.json.JsonObject;
import io.agentropic.namespace.FileView;
import io.agentropic.namespace.FileView.Mount;
import io.agentropic.namespace.Namespace;
import io.agentropic.seccomp.SyscallPolicy;
import io.agentropic.syscall.Architecture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The {@code config.json} of one container; see the OCI runtime specification 1.0.2.
 *
 * <p>It carries no resources but devices: limits are held by the control group in which the runtime is started and which
 * the container does not leave.
 *
 * @param command the program, by its path inside, and its arguments
 * @param environment its variables, all of them
 * @param directory where it starts, as seen inside
 * @param root the root file system on the host
 * @param view what is mounted into it
 * @param shared namespaces that stay the host's
 * @param calls its system calls
 * @param architecture whose system calls they are
 * @param uid the user on the host that its root stands for; also the number of its group
 * @param gid the group on the host that its root group stands for
 */
record OciConfig(
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path root,
        FileView view,
        Set<Namespace> shared,
        SyscallPolicy calls,
        Architecture architecture,
        int uid,
        int gid) {

    private static final String OCI_VERSION = "1.0.2";

    /** The kernel's own, beyond what a pid namespace hides. */
    private static final List<String> MASKED = List.of(
            "/proc/acpi",
            "/proc/asound",
            "/proc/kcore",
            "/proc/keys",
            "/proc/latency_stats",
            "/proc/sched_debug",
            "/proc/scsi",
            "/proc/timer_list",
            "/proc/timer_stats");

    private static final List<String> READ_ONLY =
            List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    private static final List<String> CAPABILITY_SETS =
            List.of("bounding", "effective", "inheritable", "permitted", "ambient");

    /** The document. */
    JsonObject document() {
        return JsonObject.builder()
                .put("ociVersion", OCI_VERSION)
                .put("process", process())
                .put(
                        "root",
                        JsonObject.builder()
                                .put("path", root.toString())
                                .put("readonly", true)
                                .build())
                .put("hostname", "localhost")
                .put("mounts", mounts())
                .put("linux", linux())
                .build();
    }

    private JsonObject process() {
        var none = JsonObject.builder();
        CAPABILITY_SETS.forEach(set -> none.put(set, Json.texts(List.of())));
        List<String> variables = environment.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        return JsonObject.builder()
                .put("terminal", false)
                .put("user", JsonObject.builder().put("uid", 0).put("gid", 0).build())
                .put("args", Json.texts(command))
                .put("env", Json.texts(variables))
                .put("cwd", directory.toString())
                .put("capabilities", none.build())
                .put("noNewPrivileges", true)
                .build();
    }

    private List<JsonObject> mounts() {
        List<JsonObject> mounts = new ArrayList<>(List.of(
                mount("/proc", "proc", "proc", List.of("nosuid", "noexec", "nodev")),
                mount("/dev", "tmpfs", "tmpfs", List.of("nosuid", "noexec", "mode=755", "size=65536"))));
        view.mounts().stream().flatMap(OciConfig::mount).forEach(mounts::add);
        return mounts;
    }

    private static Stream<JsonObject> mount(Mount mount) {
        String inside = mount.inside().toString();
        return switch (mount) {
            case Mount.ReadOnly(Path source, var _) ->
                Stream.of(mount(inside, "bind", source.toString(), readOnly(source)));
            case Mount.Writable(Path source, var _) ->
                Stream.of(mount(inside, "bind", source.toString(), List.of("rbind", "rw", "nosuid", "nodev")));
            case Mount.Temporary(var _, var size) ->
                Stream.of(mount(
                        inside, "tmpfs", "tmpfs", List.of("nosuid", "nodev", "mode=1777", "size=" + size.bytes())));
            case Mount.Link _ -> Stream.empty();
        };
    }

    /** With all that is mounted below; crun 1.8 takes this for directories only. */
    private static List<String> readOnly(Path source) {
        return Files.isDirectory(source)
                ? List.of("rbind", "ro", "rro", "nosuid", "nodev")
                : List.of("rbind", "ro", "nosuid", "nodev");
    }

    private static JsonObject mount(String destination, String type, String source, List<String> options) {
        return JsonObject.builder()
                .put("destination", destination)
                .put("type", type)
                .put("source", source)
                .put("options", Json.texts(options))
                .build();
    }

    private JsonObject linux() {
        EnumSet<Namespace> own = EnumSet.allOf(Namespace.class);
        own.removeAll(shared);
        List<JsonObject> namespaces = own.stream()
                .map(namespace ->
                        JsonObject.builder().put("type", namespace.ociType()).build())
                .toList();
        JsonObject noDevices =
                JsonObject.builder().put("allow", false).put("access", "rwm").build();
        return JsonObject.builder()
                .put("namespaces", namespaces)
                .put("uidMappings", mapping(uid))
                .put("gidMappings", mapping(gid))
                .put(
                        "resources",
                        JsonObject.builder().put("devices", List.of(noDevices)).build())
                .put("maskedPaths", Json.texts(MASKED))
                .put("readonlyPaths", Json.texts(READ_ONLY))
                .put("seccomp", OciSeccomp.of(calls, architecture))
                .build();
    }

    /** One id, since that is all that an ordinary user may map; runc wants it to be root's. */
    private static List<JsonObject> mapping(int id) {
        return List.of(JsonObject.builder()
                .put("containerID", 0)
                .put("hostID", id)
                .put("size", 1)
                .build());
    }
}
