package io.agentropic.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each way in which a life is known to end. */
final class ExitClassifierTest {

    @ParameterizedTest
    @MethodSource("ends")
    void everyEndHasOneCause(Facts facts, ExitCause cause, @Nullable Integer signal) {
        Verdict verdict = ExitClassifier.classify(facts.facts());
        assertThat(verdict).isEqualTo(new Verdict(cause, signal));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void everyEndIsToldInOneSentence(Facts facts, ExitCause cause, @Nullable Integer signal) {
        String summary = ExitSummary.of(
                facts.facts(), new Verdict(cause, signal), Duration.ofMillis(1500), List.of(), List.of(), Clues.NONE);
        assertThat(summary).isNotBlank().doesNotContain("\n", "null", ". ");
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                end("exit 0", Facts.code(0), ExitCause.COMPLETED),
                end("exit 0 before its code was entered", Facts.code(0).notStarted(""), ExitCause.COMPLETED),
                end("exit 1", Facts.code(1), ExitCause.FAILED),
                end("exit 44, as exit(300) is seen", Facts.code(44), ExitCause.FAILED),
                end("exit 255, as exit(-1) is seen", Facts.code(255), ExitCause.FAILED),
                end("exit 3 without a marker", Facts.code(3), ExitCause.FAILED),
                end("heap exhaustion", Facts.code(3).heapExhausted(), ExitCause.JVM_OUT_OF_MEMORY),
                end("uncaught OutOfMemoryError", Facts.code(1).heapExhausted(), ExitCause.JVM_OUT_OF_MEMORY),
                end("exit 0 after an OutOfMemoryError", Facts.code(0).heapExhausted(), ExitCause.COMPLETED),
                end("not loadable", Facts.code(1).notStarted("no such class"), ExitCause.START_FAILED),
                end("not loadable, yet exit 0", Facts.code(0).notStarted("no such class"), ExitCause.START_FAILED),
                end("a bad JVM flag", Facts.code(1).notStarted(""), ExitCause.START_FAILED),
                end("no process", Facts.code(null).unborn("fork: EAGAIN"), ExitCause.SPAWN_FAILED),
                end("SIGTERM of others", Facts.code(143), ExitCause.EXTERNAL_SIGNAL, 15),
                end("SIGTERM of others, hooks ran", Facts.code(143).announced(), ExitCause.EXTERNAL_SIGNAL, 15),
                end("SIGINT of others", Facts.code(130).announced(), ExitCause.EXTERNAL_SIGNAL, 2),
                end("SIGHUP of others", Facts.code(129).announced(), ExitCause.EXTERNAL_SIGNAL, 1),
                end("SIGUSR1", Facts.code(138), ExitCause.EXTERNAL_SIGNAL, 10),
                end("SIGKILL of others", Facts.code(137), ExitCause.KILLED, 9),
                end("SIGKILL of others after heap trouble", Facts.code(137).heapExhausted(), ExitCause.KILLED, 9),
                end("exit(137)", Facts.code(137).announced(), ExitCause.FAILED),
                end("exit(139)", Facts.code(139).announced(), ExitCause.FAILED),
                end("exit 193, which is no signal", Facts.code(193), ExitCause.FAILED),
                end("SIGSEGV", Facts.code(139), ExitCause.CRASHED, 11),
                end("SIGABRT", Facts.code(134), ExitCause.CRASHED, 6),
                end("SIGABRT on heap exhaustion", Facts.code(134).heapExhausted(), ExitCause.CRASHED, 6),
                end("SIGABRT in a shutdown hook", Facts.code(134).announced().crashFile(), ExitCause.CRASHED, 6),
                end("an hs_err file", Facts.code(1).crashFile(), ExitCause.CRASHED),
                end("memory limit", Facts.code(137).oomKills(1), ExitCause.OOM_KILLED, 9),
                end(
                        "memory limit in a shutdown hook",
                        Facts.code(137).announced().oomKills(1),
                        ExitCause.OOM_KILLED,
                        9),
                end("memory limit of a grandchild only", Facts.code(1).oomKills(1), ExitCause.FAILED),
                end("memory monitor", Facts.code(137).monitorVerdict("70 MiB resident"), ExitCause.OOM_KILLED, 9),
                end("stopped, exit 0", Facts.code(0).blamed(OwnAction.STOP), ExitCause.STOPPED),
                end("stopped by SIGTERM", Facts.code(143).blamed(OwnAction.STOP), ExitCause.STOPPED, 15),
                end("stopped, exit 130", Facts.code(130).blamed(OwnAction.STOP), ExitCause.STOPPED, 2),
                end("stopped, exit 129", Facts.code(129).blamed(OwnAction.STOP), ExitCause.STOPPED, 1),
                end("stopped, exit 1", Facts.code(1).blamed(OwnAction.STOP), ExitCause.STOPPED),
                end("grace was over", Facts.code(137).blamed(OwnAction.STOP).killed(), ExitCause.FORCED, 9),
                end(
                        "grace was over in a shutdown hook",
                        Facts.code(137).blamed(OwnAction.STOP).killed().announced(),
                        ExitCause.FORCED,
                        9),
                end(
                        "ended just before the kill",
                        Facts.code(0).blamed(OwnAction.STOP).killed(),
                        ExitCause.STOPPED),
                end("killed as asked", Facts.code(137).blamed(OwnAction.KILL).killed(), ExitCause.FORCED, 9),
                end(
                        "its worker broke the protocol",
                        Facts.code(137).blamed(OwnAction.SHUT_OUT).killed(),
                        ExitCause.FAILED,
                        9),
                end(
                        "its worker broke the protocol, exit 0",
                        Facts.code(0).blamed(OwnAction.SHUT_OUT),
                        ExitCause.FAILED),
                end("too slow to start", Facts.code(143).blamed(OwnAction.START_TIMEOUT), ExitCause.START_TIMEOUT, 15),
                end(
                        "a process out of memory, stopped",
                        Facts.code(143).blamed(OwnAction.OUT_OF_MEMORY),
                        ExitCause.OOM_KILLED,
                        15),
                end("unhealthy", Facts.code(137).blamed(OwnAction.UNHEALTHY).killed(), ExitCause.UNHEALTHY, 9));
    }

    private static Arguments end(String name, Facts facts, ExitCause cause) {
        return argumentSet(name, facts, cause, null);
    }

    private static Arguments end(String name, Facts facts, ExitCause cause, int signal) {
        return argumentSet(name, facts, cause, signal);
    }
}
