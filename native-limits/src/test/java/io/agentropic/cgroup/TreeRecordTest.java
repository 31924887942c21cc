package io.agentropic.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a supervisor left in another control group than that of the next one is found by the record of its run. */
@Tag("host")
@Tag("cgroup")
@Timeout(60)
final class TreeRecordTest {

    private final String runId = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private CgroupAccess access;

    @TempDir
    private Path directory;

    private TreeRecord record;

    @BeforeEach
    void open() {
        access = CgroupTree.open(runId);
        assumeTrue(access instanceof CgroupAccess.Available, () -> "no control group can be made here: " + access);
        record = new TreeRecord(directory.resolve("control-group"));
    }

    private CgroupTree tree() {
        return ((CgroupAccess.Available) access).tree();
    }

    @AfterEach
    void close() {
        if (access instanceof CgroupAccess.Available(CgroupTree tree)) {
            tree.close();
        }
    }

    /** A group elsewhere, as one killed there has left it: with a frozen process in it. */
    private Path leftElsewhere(String name, Process child) throws Exception {
        Path run =
                Files.createDirectories(tree().directory().resolve("elsewhere").resolve(name));
        Path agent = Files.createDirectory(run.resolve("agent.1"));
        Files.writeString(agent.resolve("cgroup.procs"), Long.toString(child.pid()));
        Files.writeString(agent.resolve("cgroup.freeze"), "1");
        return run;
    }

    @Test
    void whatIsLeftElsewhereIsEndedAndRemoved() throws Exception {
        Process child = new ProcessBuilder("sleep", "60").start();
        Path left = leftElsewhere(CgroupTree.PREFIX + runId, child);
        Files.writeString(record.file(), left + "\n");

        assertThat(record.replace(runId, access)).isEqualTo(1);
        assertThat(child.waitFor()).isEqualTo(137);
        assertThat(left).doesNotExist();
        assertThat(record.file()).hasContent(tree().directory().toString());
        Files.delete(left.getParent());
    }

    @Test
    void aGroupThatIsNotOfThisRunIsLeftAlone() throws Exception {
        Process child = new ProcessBuilder("sleep", "60").start();
        Path other = leftElsewhere("somebody-elses", child);
        Files.writeString(record.file(), other + "\n");

        assertThat(record.replace(runId, access)).isZero();
        assertThat(child.isAlive()).isTrue();
        assertThat(Leftovers.end(new ControlGroup(other))).isEqualTo(1);
        Files.delete(other.getParent());
    }

    @Test
    void whereTheGroupsAreNowNothingIsEnded() throws Exception {
        assertThat(record.replace(runId, access)).isZero();
        assertThat(record.replace(runId, access)).isZero();
        assertThat(tree().directory()).isDirectory();
        record.forget();
        assertThat(record.file()).doesNotExist();
    }
}
