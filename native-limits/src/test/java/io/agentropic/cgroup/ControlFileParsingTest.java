package io.agentropic.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts as kernels write them. */
final class ControlFileParsingTest {

    @Test
    void flatKeyedFilesGiveTheirNumbers() {
        FlatKeyed events = FlatKeyed.parse("low 0\nhigh 12\nmax 7\noom 1\noom_kill 2\noom_group_kill 1\n");
        assertThat(events.get("oom_kill")).isEqualTo(2);
        assertThat(events.isSet("low")).isFalse();
        assertThat(events.isSet("high")).isTrue();
    }

    @Test
    void aKeyThatThisKernelLacksIsZero() {
        assertThat(FlatKeyed.parse("usage_usec 5\n").get("throttled_usec")).isZero();
        assertThat(FlatKeyed.parse("").get("any")).isZero();
    }

    @Test
    void aLineWithoutValueIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlatKeyed.parse("populated 1\nfrozen\n"))
                .withMessageContaining("'frozen'");
    }

    @Test
    void pressureGivesTheShareOfTheLastMinute() {
        assertThat(Pressure.someInLastMinute("some avg10=0.00 avg60=12.34 avg300=1.00 total=5\n"
                        + "full avg10=0.00 avg60=99.00 avg300=0.00 total=4"))
                .isEqualTo(12.34);
        assertThat(Pressure.someInLastMinute("")).isNull();
    }

    @Test
    void controllersAreFoundAmongOthers() {
        assertThat(Controller.parse("cpuset cpu io memory hugetlb pids rdma misc\n"))
                .containsExactlyInAnyOrder(Controller.values());
        assertThat(Controller.parse("hugetlb\n")).isEmpty();
        assertThat(Controller.parse("cpuset\n")).isEmpty();
        assertThat(Controller.parse("")).isEmpty();
    }

    @Test
    void theVersionTwoMountIsFoundOnPureAndHybridHosts() {
        String hybrid = """
                31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
                34 31 0:31 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
                41 31 0:38 / /sys/fs/cgroup/unified rw,relatime shared:9 master:1 - cgroup2 cgroup2 rw
                """;
        assertThat(MountInfo.cgroup2(hybrid))
                .contains(new MountInfo(Path.of("/"), Path.of("/sys/fs/cgroup/unified"), "cgroup2"));
        String escaped = "41 31 0:38 /docker/a\\040b /mnt/c\\134d rw - cgroup2 cgroup rw,nsdelegate\n";
        assertThat(MountInfo.cgroup2(escaped))
                .contains(new MountInfo(Path.of("/docker/a b"), Path.of("/mnt/c\\d"), "cgroup2"));
        assertThat(MountInfo.cgroup2("22 1 0:21 / /proc rw - proc proc rw\n")).isEmpty();
    }

    @Test
    void theOwnPathIsTheLineOfHierarchyZero() {
        assertThat(OwnGroup.path("4:memory:/process_api/x\n1:cpu:/\n0::/user.slice/run-1.scope\n"))
                .contains(Path.of("/user.slice/run-1.scope"));
        assertThat(OwnGroup.path("1:cpu:/\n")).isEmpty();
    }

    @Test
    void theOwnDirectoryIsSeenThroughTheMount(@TempDir Path point) throws Exception {
        Files.createDirectories(point.resolve("a/b"));
        var whole = new MountInfo(Path.of("/"), point, "cgroup2");
        assertThat(OwnGroup.directory(whole, Path.of("/a/b"))).contains(point.resolve("a/b"));
        assertThat(OwnGroup.directory(whole, Path.of("/"))).contains(point);
        assertThat(OwnGroup.directory(whole, Path.of("/not-there"))).isEmpty();
        var part = new MountInfo(Path.of("/docker/x"), point, "cgroup2");
        assertThat(OwnGroup.directory(part, Path.of("/docker/x/a"))).contains(point.resolve("a"));
        assertThat(OwnGroup.directory(part, Path.of("/elsewhere"))).isEmpty();
    }

    @Test
    void aGroupOutsideOfTheNamespaceIsNotFollowed(@TempDir Path point) {
        var whole = new MountInfo(Path.of("/"), point, "cgroup2");
        assertThat(OwnGroup.directory(whole, Path.of("/../.."))).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"MEMORY, true", "CPU, false", "PIDS, true", "IO, true"})
    void controllersOfVersionOneAreTold(Controller controller, boolean held) {
        String procCgroups = """
                #subsys_name\thierarchy\tnum_cgroups\tenabled
                cpu\t0\t1\t1
                cpuacct\t2\t1\t1
                memory\t4\t2\t1
                blkio\t7\t1\t1
                pids\t8\t1\t1
                """;
        assertThat(VersionOne.holds(controller, procCgroups)).isEqualTo(held);
    }

    @Test
    void swapIsOnWhenADeviceIsListed() {
        String heading = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";
        assertThat(Swap.isListed(heading)).isFalse();
        assertThat(Swap.isListed(heading + "/dev/sda2 partition 1048572 0 -2\n"))
                .isTrue();
    }
}
