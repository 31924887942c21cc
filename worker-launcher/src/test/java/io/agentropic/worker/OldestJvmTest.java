package io.agentropic.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agentropic.ipc.Program;
import io.agentropic.ipc.SupervisorMessage.Stop;
import io.agentropic.ipc.WorkerMessage.Finished;
import io.agentropic.ipc.WorkerMessage.Heartbeat;
import io.agentropic.ipc.WorkerMessage.Ready;
import io.agentropic.ipc.WorkerMessage.Result;
import io.agentropic.ipc.WorkerMessage.StartFailed;
import io.agentropic.worker.fixture.Agents;
import io.agentropic.worker.fixture.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker on Java 17, the oldest JVM it promises to run on, where this host has one. */
final class OldestJvmTest {

    private static final int OLDEST = 17;
    private static final Path JVMS = Path.of("/usr/lib/jvm");

    @TempDir
    Path directory;

    private Path javaHome = JVMS;

    @BeforeEach
    void findTheJvm() throws IOException {
        Optional<Path> found = oldestJvm();
        assumeTrue(found.isPresent(), "no Java 17 under " + JVMS);
        javaHome = found.orElseThrow();
    }

    @Test
    void anAgentRuns() throws Exception {
        try (Child child = Child.greeted(javaHome, directory)) {
            assertThat(child.javaVersion()).isEqualTo(OLDEST);
            child.start(new Program.AgentClass(Agents.Echo.class.getName()));
            child.await(Ready.class);
            assertThat(child.await(Heartbeat.class).jvm().nonHeapUsedBytes()).isPositive();
            child.say(new Stop("deploy", 10_000));

            child.await(Result.class);
            assertThat(child.await(Finished.class).failed()).isFalse();
            assertThat(child.exitCode()).isZero();
            assertThat(child.stderr()).isEmpty();
        }
    }

    @Test
    void anUnmodifiedProgramRuns() throws Exception {
        try (Child child = Child.greeted(javaHome, directory)) {
            child.start(new Program.MainClass(Programs.class.getName() + "$Prints"), "a");

            assertThat(child.exitCode()).isZero();
            assertThat(child.stdout()).isEqualTo("[a] -1 main 1\n");
        }
    }

    @Test
    void aMainMethodThatThisJvmDoesNotKnowIsRefused() throws Exception {
        try (Child child = Child.greeted(javaHome, directory)) {
            child.start(new Program.MainClass(Programs.class.getName() + "$Compact"));

            assertThat(child.await(StartFailed.class).reason())
                    .endsWith("has no method public static void main(String[])");
            assertThat(child.exitCode()).isEqualTo(125);
        }
    }

    @Test
    void theWorkerEndsWithItsSupervisor() throws Exception {
        try (Child child = Child.greeted(javaHome, directory)) {
            child.start(new Program.AgentClass(Agents.Immortal.class.getName()));
            child.await(Heartbeat.class);
            child.hangUp();

            assertThat(child.exitsWithin(5)).isTrue();
        }
    }

    private static Optional<Path> oldestJvm() throws IOException {
        if (!Files.isDirectory(JVMS)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(JVMS)) {
            return homes.filter(OldestJvmTest::isOldest).findFirst();
        }
    }

    private static boolean isOldest(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + OLDEST + ".");
        } catch (IOException noJvm) {
            return false;
        }
    }
}
