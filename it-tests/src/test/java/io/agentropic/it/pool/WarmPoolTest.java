package io.agentropic.it.pool;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitCause;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Processes;
import io.agentropic.it.support.Product;
import io.agentropic.it.support.Programs;
import io.agentropic.pool.WarmPoolConfig;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.ProgramSource;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.syscall.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets a worker that waited, and what becomes of those that nobody gets. */
@Tag("host")
@Tag("once")
class WarmPoolTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void anAgentOfAKindThatRanBeforeGetsAWorkerThatWaited() throws Exception {
        filled(1);
        List<Long> waiting = Pool.workersBelow(ProcessHandle.current());
        AgentHandle agent = run.started(echo("next"));

        assertThat(waiting).containsExactly(agent.status().pid());
        assertThat(agent.status().incarnation()).isEqualTo(1);
        assertThat(Pool.of(run).hits()).isEqualTo(1);
        run.requireAnswers(List.of(agent));
    }

    @Test
    void agentsThatStartAtOnceEachGetAWorkerOfTheirOwn() throws Exception {
        filled(3);
        int agents = 10;
        CountDownLatch go = new CountDownLatch(1);
        List<AgentHandle> started = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<AgentHandle>> starts = new ArrayList<>();
            for (int i = 0; i < agents; i++) {
                AgentSpec.Builder spec = echo("echo-" + i);
                starts.add(threads.submit(() -> {
                    go.await();
                    return run.started(spec);
                }));
            }
            go.countDown();
            for (Future<AgentHandle> start : starts) {
                started.add(start.get());
            }
        }

        assertThat(started).allMatch(agent -> agent.state() == AgentState.RUNNING);
        assertThat(started.stream().map(agent -> agent.status().pid())).doesNotHaveDuplicates();
        assertThat(Pool.of(run).hits()).isGreaterThanOrEqualTo(3);
        run.requireAnswers(started);
    }

    @Test
    void argumentsAndOutputAreThoseOfTheAgent() throws Exception {
        filled(2, Programs.child("print", "the first"));
        for (String name : List.of("one", "two")) {
            assertThat(run.result(Programs.child("print", "this is " + name).name(name))
                            .succeeded())
                    .isTrue();
            assertThat(Pool.output(run, name)).containsExactly("this is " + name);
        }
        assertThat(Pool.of(run).hits()).isEqualTo(2);
    }

    @Test
    void theProgramIsLoadedAsIfItsJvmHadStartedForIt() throws Exception {
        filled(1, Programs.child("loader"));
        assertThat(run.result(Programs.child("loader").name("warm")).succeeded())
                .isTrue();

        assertThat(Pool.of(run).hits()).isEqualTo(1);
        List<String> cold = Pool.output(run, "child");
        assertThat(cold).contains("system true", "context true", "agent child");
        assertThat(Pool.output(run, "warm"))
                .containsExactlyElementsOf(cold.stream()
                        .map(line -> line.equals("agent child") ? "agent warm" : line)
                        .toList());
    }

    @Test
    void theOutputOfLaterLivesFollowsThatOfEarlierOnes() throws Exception {
        filled(1, Programs.child("print", "a word"));
        AgentHandle child = run.runtime().agent("child").orElseThrow();
        child.start();
        child.join(Eventually.GENEROUS);

        assertThat(Pool.of(run).hits()).isEqualTo(1);
        assertThat(Pool.output(run, "child")).containsExactly("a word", "a word");
        assertThat(child.status().lastExit().stdoutTail()).containsExactly("a word");
    }

    @Test
    void aCrashIsDescribedWhereThoseOfItsAgentAre() throws Exception {
        filled(1, Programs.nativeProgram("crash"));
        AgentResult result = run.result(Programs.nativeProgram("crash").name("crashing"));

        assertThat(Pool.of(run).hits()).isEqualTo(1);
        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.CRASHED);
        assertThat(result.lastExit().crashFile())
                .isEqualTo(run.directory().resolve("agents/crashing/hs_err_1.log"))
                .isNotEmptyFile();
    }

    @Test
    void whatIsSettledAtTheStartOfAJvmKeepsKindsApart() throws Exception {
        filled(1, Programs.child("environment"));
        assertThat(run.result(Programs.child("environment").name("other").env("A", "b"))
                        .succeeded())
                .isTrue();

        assertThat(Pool.of(run).hits()).isZero();
        assertThat(Pool.output(run, "other")).contains("A=b");
    }

    @Test
    void aWorkerThatDiedIsNotHandedOut() throws Exception {
        filled(1);
        long dead = Pool.workersBelow(ProcessHandle.current()).getFirst();
        Pool.signal(dead, Signals.SIGKILL);
        AgentHandle agent = run.started(echo("next"));

        assertThat(agent.state()).isEqualTo(AgentState.RUNNING);
        assertThat(agent.status().incarnation()).isEqualTo(1);
        assertThat(agent.status().pid()).isNotEqualTo(dead);
        eventually("it was found", () -> Pool.of(run).unfit() == 1);
        Pool.awaitWaiting(run, 1);
    }

    @Test
    void aWorkerThatStandsStillIsNotHandedOut() throws Exception {
        filled(1);
        long stopped = Pool.workersBelow(ProcessHandle.current()).getFirst();
        Pool.signal(stopped, Signals.SIGSTOP);
        eventually("it stands still", () -> state(stopped) == 'T');
        AgentHandle agent = run.started(echo("next"));

        assertThat(agent.state()).isEqualTo(AgentState.RUNNING);
        assertThat(agent.status().pid()).isNotEqualTo(stopped);
        assertThat(Pool.of(run).unfit()).isEqualTo(1);
        eventually("it is gone", () -> !Processes.alive(stopped));
    }

    @Test
    void aWorkerWhoseJarHasChangedSinceIsNotHandedOut() throws Exception {
        Path jar = Files.copy(Product.agentsJar(), run.scratch().resolve("agents.jar"));
        ProgramSource program = new ProgramSource.AgentClass(EchoAgent.class.getName(), List.of(jar));
        Pool.open(run, new WarmPoolConfig(1, LONG));
        run.started(AgentSpec.of("first", program).jvm(Programs.small()).supervision(Programs.ONCE))
                .kill();
        Pool.awaitWaiting(run, 1);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        AgentHandle agent =
                run.started(AgentSpec.of("next", program).jvm(Programs.small()).supervision(Programs.ONCE));

        assertThat(agent.state()).isEqualTo(AgentState.RUNNING);
        assertThat(Pool.of(run).hits()).isZero();
        assertThat(Pool.of(run).unfit()).isEqualTo(1);
    }

    @Test
    void aKindThatNobodyAsksForIsEvicted() throws Exception {
        Pool.open(run, new WarmPoolConfig(1, Duration.ofSeconds(20)));
        run.result(Programs.child("print", "once"));
        Pool.awaitWaiting(run, 1);
        eventually("it is evicted", () -> Pool.of(run).evicted() >= 1);
        eventually("none waits", () -> Pool.of(run).waiting() == 0);
        eventually(
                "none lives", () -> Pool.workersBelow(ProcessHandle.current()).isEmpty());
    }

    @Test
    void whatWaitsAtTheEndIsEndedWithTheRuntime() throws Exception {
        filled(2);
        run.close();
        assertThat(Pool.workersBelow(ProcessHandle.current())).isEmpty();
        assertThat(run.directory().resolve("private")).isEmptyDirectory();
    }

    @Test
    void withoutAPoolNobodyWaits() throws Exception {
        Pool.open(run, WarmPoolConfig.NONE);
        run.result(Programs.child("print", "alone"));
        assertThat(Pool.of(run).refills()).isZero();
        assertThat(Pool.of(run).misses()).isZero();
    }

    /** Opens the runtime, and fills its pool with workers for agents like this. */
    private void filled(int size, AgentSpec.Builder first) throws Exception {
        Pool.open(run, new WarmPoolConfig(size, LONG));
        run.result(first);
        Pool.awaitWaiting(run, size);
    }

    private void filled(int size) throws Exception {
        Pool.open(run, new WarmPoolConfig(size, LONG));
        run.started(echo("first")).kill();
        Pool.awaitWaiting(run, size);
    }

    private static AgentSpec.Builder echo(String name) {
        return Programs.agent(EchoAgent.class).name(name);
    }

    private static char state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return 'X';
        }
    }
}
