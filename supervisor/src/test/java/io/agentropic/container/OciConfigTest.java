package io.agentropic.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.json.JsonObject;
import io.agentropic.limits.DataSize;
import io.agentropic.namespace.FileView;
import io.agentropic.namespace.FileView.Mount;
import io.agentropic.namespace.Namespace;
import io.agentropic.seccomp.Sockets;
import io.agentropic.seccomp.SyscallPolicy;
import io.agentropic.syscall.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OciConfigTest {

    private static final FileView VIEW = new FileView(List.of(
            new Mount.ReadOnly(Path.of("/usr"), Path.of("/srv/app")),
            new Mount.ReadOnly(Path.of("/etc/hosts")),
            new Mount.Writable(Path.of("/srv/out")),
            new Mount.Link(Path.of("/lib"), Path.of("usr/lib")),
            new Mount.Temporary(Path.of("/tmp"), DataSize.mebibytes(1))));

    @Test
    void theProcessHasNoPrivilegeAndCanGainNone() {
        JsonObject process = document(Set.of()).object("process");

        assertThat(process.texts("args")).containsExactly("java", "-version");
        assertThat(process.texts("env")).containsExactly("KEY=value=x");
        assertThat(process.text("cwd")).hasValue("/srv/app");
        assertThat(process.truth("noNewPrivileges")).isTrue();
        assertThat(process.truth("terminal")).isFalse();
        for (String set : List.of("bounding", "effective", "inheritable", "permitted", "ambient")) {
            assertThat(process.object("capabilities").has(set)).as(set).isTrue();
            assertThat(process.object("capabilities").texts(set)).as(set).isEmpty();
        }
    }

    @Test
    void everyNamespaceIsItsOwnUnlessItIsShared() {
        assertThat(namespaces(document(Set.of())))
                .containsExactlyInAnyOrder("user", "pid", "network", "ipc", "uts", "cgroup", "mount");
        assertThat(namespaces(document(Set.of(Namespace.NETWORK))))
                .doesNotContain("network")
                .hasSize(6);
    }

    @Test
    void itsRootIsTheAgentsUserAndNobodyElseExists() {
        JsonObject linux = document(Set.of()).object("linux");

        for (String map : List.of("uidMappings", "gidMappings")) {
            assertThat(linux.objects(map)).singleElement().satisfies(mapping -> {
                assertThat(mapping.number("containerID")).hasValue(0L);
                assertThat(mapping.number("size")).hasValue(1L);
            });
        }
        assertThat(linux.objects("uidMappings").getFirst().number("hostID")).hasValue(1_900_000_001L);
        assertThat(linux.objects("gidMappings").getFirst().number("hostID")).hasValue(1_900_000_002L);
    }

    @Test
    void whatTheKernelShowsIsMaskedOrReadOnly() {
        JsonObject linux = document(Set.of()).object("linux");

        assertThat(linux.texts("maskedPaths")).contains("/proc/kcore", "/proc/keys");
        assertThat(linux.texts("readonlyPaths")).contains("/proc/sys", "/proc/sysrq-trigger");
        assertThat(document(Set.of()).object("root").truth("readonly")).isTrue();
    }

    @Test
    void mountsAreWhatTheViewSays() {
        List<JsonObject> mounts = document(Set.of()).objects("mounts");

        assertThat(options(mounts, "/srv/app")).contains("rbind", "ro", "rro", "nosuid", "nodev");
        assertThat(options(mounts, "/etc/hosts"))
                .contains("rbind", "ro", "nosuid", "nodev")
                .doesNotContain("rro");
        assertThat(options(mounts, "/srv/out")).contains("rbind", "rw", "nosuid", "nodev");
        assertThat(options(mounts, "/tmp")).contains("size=1048576", "nosuid", "nodev");
        assertThat(options(mounts, "/dev")).contains("size=65536");
        assertThat(mounts)
                .noneMatch(mount -> mount.text("destination").orElse("").equals("/lib"));
    }

    @Test
    void systemCallsAreRefusedUnlessTheyAreNamed() {
        JsonObject seccomp = document(Set.of()).object("linux").object("seccomp");

        assertThat(seccomp.text("defaultAction")).hasValue("SCMP_ACT_ERRNO");
        assertThat(seccomp.texts("architectures")).containsExactly("SCMP_ARCH_X86_64");
        assertThat(seccomp.objects("syscalls").getFirst()).satisfies(absent -> {
            assertThat(absent.texts("names")).containsExactly("clone3", "io_uring_setup");
            assertThat(absent.number("errnoRet")).hasValue(38L);
        });
        assertThat(seccomp.objects("syscalls"))
                .filteredOn(rule -> rule.texts("names").contains("socket"))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.objects("args"))
                        .filteredOn(condition ->
                                condition.number("index").orElseThrow().equals(0L))
                        .singleElement()
                        .satisfies(
                                domain -> assertThat(domain.number("valueTwo")).hasValue(1L)));
        assertThat(seccomp.objects("syscalls").stream().flatMap(rule -> rule.texts("names").stream()))
                .contains("mmap", "kill")
                .doesNotContain("mount", "unshare", "ptrace");
    }

    private static JsonObject document(Set<Namespace> shared) {
        return new OciConfig(
                        List.of("java", "-version"),
                        Map.of("KEY", "value=x"),
                        Path.of("/srv/app"),
                        Path.of("/bundle/rootfs"),
                        VIEW,
                        shared,
                        new SyscallPolicy(Sockets.UNIX, true, true),
                        Architecture.X86_64,
                        1_900_000_001,
                        1_900_000_002)
                .document();
    }

    private static List<String> namespaces(JsonObject document) {
        return document.object("linux").objects("namespaces").stream()
                .map(namespace -> namespace.text("type").orElseThrow())
                .toList();
    }

    private static List<String> options(List<JsonObject> mounts, String destination) {
        return mounts.stream()
                .filter(mount -> mount.text("destination").orElseThrow().equals(destination))
                .findFirst()
                .orElseThrow()
                .texts("options");
    }
}
