package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.agents.UnbornAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Processes;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way in which an incarnation ends has one cause, told with its evidence. */
@Tag("host")
@Tag("cgroup")
class EndingsTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void returningFromMainIsCompleted() throws Exception {
        AgentResult result = run.result(Programs.child("print", "done"));

        assertThat(result.state()).isEqualTo(AgentState.COMPLETED);
        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.COMPLETED);
        assertThat(result.lastExit().code()).isZero();
        assertThat(result.lastExit().stdoutTail()).containsExactly("done");
    }

    @Test
    void anExitCodeIsHonouredAndReported() throws Exception {
        ExitReport report = failed("exit", "3");

        assertThat(report.cause()).isEqualTo(ExitCause.FAILED);
        assertThat(report.code()).isEqualTo(3);
        assertThat(report.signal()).isNull();
    }

    @Test
    void exitFromAnotherThreadIsReported() throws Exception {
        assertThat(failed("exit-in-thread", "7").code()).isEqualTo(7);
    }

    @Test
    void haltIsReportedWithItsCode() throws Exception {
        assertThat(failed("halt", "9").code()).isEqualTo(9);
    }

    @Test
    void anUncaughtExceptionIsReportedWithItsStack() throws Exception {
        ExitReport report = failed("throw", "the", "disk", "is", "full");

        assertThat(report.cause()).isEqualTo(ExitCause.FAILED);
        assertThat(report.code()).isEqualTo(1);
        assertThat(report.uncaughtErrors()).singleElement().satisfies(error -> {
            assertThat(error.type()).isEqualTo("java.lang.IllegalStateException");
            assertThat(error.message()).isEqualTo("the disk is full");
            assertThat(error.stackTrace()).contains("io.agentropic.it.agents.Endings");
        });
    }

    @Test
    void anUncaughtExceptionInAnotherThreadIsReportedThoughTheProgramGoesOn() throws Exception {
        AgentResult result = run.result(Programs.child("throw-in-thread", "only", "there", "then", "print", "on"));

        assertThat(result.state()).isEqualTo(AgentState.COMPLETED);
        assertThat(result.lastExit().uncaughtErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.thread()).isEqualTo("throwing"));
    }

    @Test
    void aStackOverflowIsNoHeapExhaustion() throws Exception {
        ExitReport report = failed("overflow");

        assertThat(report.cause()).isEqualTo(ExitCause.FAILED);
        assertThat(report.heapExhausted()).isFalse();
    }

    @Test
    void aThreadThatIsNoDaemonKeepsThePlainProgramAlive() throws Exception {
        AgentResult result = run.result(Programs.child("leftover-thread", "700"));

        assertThat(result.state()).isEqualTo(AgentState.COMPLETED);
        assertThat(result.lastExit().uptime()).isGreaterThan(Duration.ofMillis(700));
    }

    @Test
    @DisplayName("S103: heap exhaustion ends the JVM with code 3 and is told from other failures")
    void heapExhaustionIsToldFromOtherFailures() throws Exception {
        ExitReport report = failed("heap");

        assertThat(report.cause()).isEqualTo(ExitCause.JVM_OUT_OF_MEMORY);
        assertThat(report.code()).isEqualTo(3);
        assertThat(report.heapExhausted()).isTrue();
    }

    @Test
    void aCrashOfTheJvmLeavesItsErrorFile() throws Exception {
        AgentResult result = run.result(Programs.nativeProgram("crash"));

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.CRASHED);
        assertThat(Files.readString(result.lastExit().crashFile())).contains("SIGSEGV");
        assertThat(result.lastExit().clues().crash().error()).startsWith("SIGSEGV");
        assertThat(result.lastExit().summary()).contains("SIGSEGV", "in frame ", "thread JavaThread \"main\"");
    }

    @Test
    void aKillFromOutsideIsKilled() throws Exception {
        AgentHandle handle = run.started(Programs.agent(EchoAgent.class));
        ProcessHandle.of(handle.status().pid()).orElseThrow().destroyForcibly();
        ExitReport report = handle.join(Duration.ofSeconds(60)).lastExit();

        assertThat(report.cause()).isEqualTo(ExitCause.KILLED);
        assertThat(report.code()).isEqualTo(137);
        assertThat(report.signal()).isEqualTo(9);
        assertThat(report.actions()).noneMatch(action -> action.what().startsWith("sent"));
    }

    @Test
    void aTerminationFromOutsideIsAnExternalSignal() throws Exception {
        AgentHandle handle = run.started(Programs.agent(EchoAgent.class));
        ProcessHandle.of(handle.status().pid()).orElseThrow().destroy();

        assertThat(handle.join(Duration.ofSeconds(60)).lastExit().cause()).isEqualTo(ExitCause.EXTERNAL_SIGNAL);
    }

    @Test
    void anAgentThatCannotBeInitializedFailsItsStart() throws Exception {
        AgentResult result = run.result(Programs.agent(UnbornAgent.class));

        assertThat(result.state()).isEqualTo(AgentState.FAILED);
        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.START_FAILED);
        assertThat(result.lastExit().summary() + result.lastExit().uncaughtErrors())
                .contains("cannot be initialized");
    }

    @Test
    void anInitializationThatHangsEndsAtTheStartTimeout() throws Exception {
        Supervision impatient = Programs.supervision(io.agentropic.restart.RestartPolicy.NEVER)
                .startTimeout(Duration.ofSeconds(5))
                .stopGrace(Duration.ofSeconds(1))
                .build();
        AgentResult result =
                run.result(Programs.agent(UnbornAgent.class, "hang").supervision(impatient));

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.START_TIMEOUT);
        assertThat(result.lastExit().summary())
                .contains("its code was not entered within 5000 ms", "its main thread was");
    }

    @Test
    void optionsThatTheJvmDoesNotKnowFailTheStart() throws Exception {
        AgentResult result = run.result(Programs.child("print", "never")
                .jvm(new JvmConfig(null, List.of("-XX:NoSuchOption=1"), DataSize.mebibytes(24))));

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.START_FAILED);
        assertThat(String.join("\n", result.lastExit().stderrTail())).contains("NoSuchOption");
    }

    @Test
    void aReportLiesInTheRunDirectoryForEachIncarnation() throws Exception {
        AgentResult result = run.result(Programs.child("exit", "5"));

        assertThat(Files.readString(run.directory().resolve(result.lastExit().file())))
                .contains("\"cause\"", "\"FAILED\"", "\"code\"");
    }

    @Test
    void aProgramThatLeavesAProcessBehindLeavesNone() throws Exception {
        var pids = run.scratch().resolve("pids");
        run.result(Programs.child("grandchild", pids.toString()));

        long grandchild = Long.parseLong(Files.readString(pids).strip());
        eventually("grandchild " + grandchild + " is gone", () -> !Processes.alive(grandchild));
    }

    private ExitReport failed(String... command) throws Exception {
        AgentResult result = run.result(Programs.child(command));
        assertThat(result.state()).isEqualTo(AgentState.FAILED);
        return result.lastExit();
    }
}
