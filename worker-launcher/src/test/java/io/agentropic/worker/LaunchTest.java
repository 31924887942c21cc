package io.agentropic.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.Token;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens before there is an agent. */
final class LaunchTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "0123\n", "this is no token\n"})
    void withoutATokenTheWorkerSaysSoAndExits125(String stdin) throws Exception {
        assertThat(exitCode(Child.launch(directory, stdin, "/nowhere"))).isEqualTo(125);
        assertThat(stderr())
                .isEqualTo("agentropic-worker: standard input does not begin with a token: a line of 64 hexadecimal"
                        + " digits\n");
    }

    @Test
    void aLineWithoutEndIsNotReadToItsEnd() throws Exception {
        assertThat(exitCode(Child.launch(directory, "0".repeat(10_000), "/nowhere")))
                .isEqualTo(125);
    }

    @Test
    void withoutASupervisorTheWorkerSaysSoAndExits125() throws Exception {
        String token = Token.random().toHex();

        assertThat(exitCode(Child.launch(directory, token + "\n", "/nowhere"))).isEqualTo(125);
        assertThat(stderr())
                .startsWith("agentropic-worker: cannot reach the supervisor at /nowhere: ")
                .hasLineCount(1)
                .doesNotContain(token);
    }

    @Test
    void withoutASocketArgumentTheWorkerSaysSoAndExits125() throws Exception {
        assertThat(exitCode(Child.launch(directory, ""))).isEqualTo(125);
        assertThat(stderr()).contains("started by a supervisor").hasLineCount(1);
    }

    @Test
    void aSupervisorThatHangsUpBeforeStartEndsTheWorker() throws Exception {
        try (Child child = Child.greeted(directory)) {
            child.hangUp();

            assertThat(child.exitCode()).isEqualTo(125);
            assertThat(child.stderr()).isEqualTo("agentropic-worker: the supervisor said no Start: end of stream\n");
        }
    }

    @Test
    void garbageInsteadOfStartEndsTheWorker() throws Exception {
        try (Child child = Child.greeted(directory)) {
            child.say(ByteBuffer.wrap(new byte[] {0, 0, 0, 5, 1, 0, 0, 0, 0}));

            assertThat(child.exitCode()).isEqualTo(125);
            assertThat(child.stderr()).contains("UNKNOWN_TYPE").hasLineCount(1);
        }
    }

    @Test
    void aStopBeforeStartIsAnOrderlyEnd() throws Exception {
        try (Child child = Child.greeted(directory)) {
            child.say(new SupervisorMessage.Stop("changed my mind", 1000));

            assertThat(child.exitCode()).isZero();
        }
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String stderr() throws IOException {
        return Files.readString(directory.resolve("stderr"));
    }
}
