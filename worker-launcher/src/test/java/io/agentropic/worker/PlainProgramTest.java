package io.agentropic.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.ipc.SupervisorMessage.Stop;
import io.agentropic.ipc.WorkerMessage.Exiting;
import io.agentropic.ipc.WorkerMessage.Finished;
import io.agentropic.ipc.WorkerMessage.Heartbeat;
import io.agentropic.ipc.WorkerMessage.Started;
import io.agentropic.ipc.WorkerMessage.UncaughtError;
import io.agentropic.worker.fixture.Programs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that know nothing of the supervisor. */
final class PlainProgramTest {

    private static final String PROGRAMS = Programs.class.getName() + "$";

    @TempDir
    Path directory;

    @Test
    void aProgramRunsAsIfItWereAlone() throws Exception {
        try (Child child = Child.runningMain(directory, PROGRAMS + "Prints", "a", "")) {
            child.await(Started.class);
            child.await(Exiting.class);
            assertThat(child.exitCode()).isZero();
            assertThat(child.stdout()).isEqualTo("[a, ] -1 main 1\n");
            assertThat(child.stderr()).isEmpty();
            assertThat(child.hasSaid(Finished.class)).isFalse();
        }
    }

    @Test
    void aThreadThatIsLeftKeepsTheJvmAlive() throws Exception {
        try (Child child = Child.runningMain(directory, PROGRAMS + "LeavesAThread", "1500")) {
            child.await(Heartbeat.class);
            child.await(Heartbeat.class);
            assertThat(child.stdout()).isEmpty();

            child.await(Exiting.class);
            assertThat(child.exitCode()).isZero();
            assertThat(child.stdout()).isEqualTo("thread done\n");
        }
    }

    @Test
    void whatMainThrowsIsReportedAndPrintedAndTheCodeIsOne() throws Exception {
        try (Child child = Child.runningMain(directory, PROGRAMS + "Throws")) {
            UncaughtError error = child.await(UncaughtError.class);
            assertThat(error.type()).isEqualTo("java.io.IOException");
            assertThat(error.thread()).isEqualTo("main");
            child.await(Exiting.class);
            assertThat(child.exitCode()).isEqualTo(1);
            assertThat(child.stderr()).startsWith("Exception in thread \"main\" java.io.IOException: no route\n\tat ");
        }
    }

    @Test
    void aStaticInitializerThatThrowsIsReported() throws Exception {
        try (Child child = Child.runningMain(directory, PROGRAMS + "FailsToInitialize")) {
            assertThat(child.await(UncaughtError.class).type()).isEqualTo("java.lang.ExceptionInInitializerError");
            assertThat(child.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aStopIsWhatSigtermIs() throws Exception {
        try (Child child = Child.runningMain(directory, PROGRAMS + "Waits")) {
            child.await(Started.class);
            child.await(Heartbeat.class);
            child.say(new Stop("deploy", 10_000));

            child.await(Exiting.class);
            assertThat(child.exitCode()).isEqualTo(143);
            assertThat(child.stdout()).isEqualTo("hook ran\n");
        }
    }

    @Test
    void messagesToAProgramThatCannotReceiveDoNotStopTheReading() throws Exception {
        try (Child child = Child.runningMain(directory, PROGRAMS + "Waits")) {
            child.await(Started.class);
            for (int i = 0; i < 3_000; i++) {
                child.say(new Deliver("a", Headers.NONE, Payload.of("hello")));
            }
            child.say(new Stop("deploy", 10_000));

            assertThat(child.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void aMainOfAHiddenClassRuns() throws Exception {
        try (Child child = Child.runningMain(directory, PROGRAMS + "Hidden")) {
            assertThat(child.exitCode()).isZero();
            assertThat(child.stdout()).isEqualTo("hidden main ran\n");
        }
    }

    @Test
    void aCompactMainRunsWhereTheJvmKnowsIt() throws Exception {
        assumeTrue(Runtime.version().feature() >= 25);
        try (Child child = Child.runningMain(directory, PROGRAMS + "Compact")) {
            assertThat(child.exitCode()).isZero();
            assertThat(child.stdout()).isEqualTo("compact main ran\n");
        }
    }
}
