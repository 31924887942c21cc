package io.agentropic.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.Program;
import io.agentropic.ipc.WorkerMessage.StartFailed;
import io.agentropic.worker.fixture.Programs;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that was started before there was an agent for it. */
class WaitingTest {

    private static final String ANNOUNCES = Programs.Announces.class.getName();

    @TempDir
    Path directory;

    @Test
    void itRunsNothingOfTheProgramBeforeItIsToldTo() throws Exception {
        try (Child child = Child.waiting(directory, ANNOUNCES)) {
            runsOnlyWhenItIsTold(child, "indexer");
        }
    }

    @Test
    void oneThatDoesNotWaitRunsNothingBeforeEither() throws Exception {
        try (Child child = Child.startedFor(directory, ANNOUNCES)) {
            runsOnlyWhenItIsTold(child, null);
        }
    }

    private static void runsOnlyWhenItIsTold(Child child, @Nullable String name) throws Exception {
        assertThat(child.stdout()).isEmpty();
        child.start(new Program.MainClass(ANNOUNCES));

        assertThat(child.exitCode()).isZero();
        assertThat(child.stdout()).isEqualTo("initialized\nrun as " + name + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no.such.Program"})
    void whatCannotBeLoadedEarlyIsNoReasonToEnd(String className) throws Exception {
        try (Child child = Child.waiting(directory, className)) {
            child.start(new Program.MainClass(ANNOUNCES));

            assertThat(child.exitCode()).isZero();
        }
    }

    @Test
    void whatCannotBeLoadedIsToldWhenItIsToRun() throws Exception {
        try (Child child = Child.waiting(directory, "no.such.Program")) {
            child.start(new Program.MainClass("no.such.Program"));

            assertThat(child.await(StartFailed.class).reason()).contains("no.such.Program is not on the class path");
            assertThat(child.exitCode()).isEqualTo(125);
        }
    }

    @Test
    void itEndsWithItsSupervisor() throws Exception {
        try (Child child = Child.waiting(directory, ANNOUNCES)) {
            child.hangUp();

            assertThat(child.exitCode()).isEqualTo(125);
        }
    }
}
