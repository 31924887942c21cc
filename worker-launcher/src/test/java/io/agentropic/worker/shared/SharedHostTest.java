package io.agentropic.worker.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.batch.SharedNews;
import io.agentropic.ipc.batch.SharedNews.Ended;
import io.agentropic.ipc.batch.SharedNews.Outcome;
import io.agentropic.ipc.batch.SharedOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedHostTest {

    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final List<String> CLASS_PATH =
            Arrays.asList(System.getProperty("java.class.path").split(java.io.File.pathSeparator));

    private final Supervisor supervisor = new Supervisor();

    @BeforeEach
    void twoProgramsAreKnown() throws Exception {
        supervisor.order(new SharedOrder.Define(0, Echo.class.getName(), CLASS_PATH, true));
        supervisor.order(new SharedOrder.Define(1, Deaf.class.getName(), CLASS_PATH, true));
        supervisor.order(new SharedOrder.Define(2, "no.such.Agent", CLASS_PATH, true));
    }

    @AfterEach
    void theHostEnds() throws Exception {
        supervisor.close();
    }

    @Test
    void anAgentStartsExchangesMessagesAndEnds() throws Exception {
        spawn(5, 0);
        assertThat(supervisor.next()).isEqualTo(new SharedNews.Started(5));
        deliver(5, "hello");
        assertThat(supervisor.next())
                .isEqualTo(new SharedNews.Send(5, "peer", Headers.NONE, Payload.of("hello from agent-5")));
        deliver(5, "end");
        assertThat(supervisor.next()).isEqualTo(new SharedNews.Result(5, Payload.of("done")));
        assertThat(supervisor.next()).isEqualTo(new Ended(5, Outcome.WELL, List.of()));
    }

    @Test
    void aNumberIsUsedAgain() throws Exception {
        for (int life = 0; life < 3; life++) {
            spawn(0, 0);
            assertThat(supervisor.next()).isEqualTo(new SharedNews.Started(0));
            deliver(0, "fail");
            assertThat(supervisor.next()).isInstanceOfSatisfying(Ended.class, end -> {
                assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
                assertThat(end.failures())
                        .singleElement()
                        .satisfies(failure -> assertThat(failure.message()).isEqualTo("as asked"));
            });
        }
    }

    @Test
    void anAgentThatWaitsStandsStillAtOnceAndGoesOn() throws Exception {
        spawn(0, 0);
        assertThat(supervisor.next()).isEqualTo(new SharedNews.Started(0));
        supervisor.order(new SharedOrder.Pause(0, 1));
        assertThat(supervisor.next()).isEqualTo(new SharedNews.Paused(0, 1));
        deliver(0, "hello");
        supervisor.order(new SharedOrder.Resume(0, 1));
        assertThat(supervisor.next()).isInstanceOf(SharedNews.Send.class);
    }

    @Test
    void aStopEndsAnAgentAtItsSafePoint() throws Exception {
        spawn(0, 0);
        assertThat(supervisor.next()).isEqualTo(new SharedNews.Started(0));
        supervisor.order(new SharedOrder.Stop(0, 60_000, "stop requested"));
        assertThat(supervisor.next()).isEqualTo(new Ended(0, Outcome.WELL, List.of()));
    }

    @Test
    void oneThatHearsNothingIsCleanedUpAndThenAbandonedAndSaysNoMore() throws Exception {
        spawn(0, 1);
        assertThat(supervisor.next()).isEqualTo(new SharedNews.Started(0));
        supervisor.order(new SharedOrder.Stop(0, 60_000, "stop requested"));
        supervisor.order(new SharedOrder.Interrupt(0));
        supervisor.order(new SharedOrder.CleanUp(0));
        assertThat(supervisor.next()).isEqualTo(new SharedNews.Result(0, Payload.of("cleaned up")));
        supervisor.order(new SharedOrder.Abandon(0));
        assertThat(supervisor.next()).isEqualTo(new Ended(0, Outcome.ABANDONED, List.of()));
        Deaf.release();
        spawn(1, 0);
        assertThat(supervisor.next()).isEqualTo(new SharedNews.Started(1));
    }

    @Test
    void whatCannotBeLoadedIsSaid() throws Exception {
        spawn(0, 2);
        assertThat(supervisor.next()).isInstanceOfSatisfying(Ended.class, end -> {
            assertThat(end.outcome()).isEqualTo(Outcome.NOT_LOADABLE);
            assertThat(end.failures().get(0).message()).startsWith("class no.such.Agent is not on the class path");
        });
    }

    private void spawn(int agent, int program) throws InterruptedException {
        supervisor.order(
                new SharedOrder.Spawn(agent, 1, program, "agent-" + agent, List.of(), Payload.EMPTY, Map.of()));
    }

    private void deliver(int agent, String text) throws InterruptedException {
        supervisor.order(new SharedOrder.Deliver(agent, "peer", Headers.NONE, Payload.of(text)));
    }

    /** Answers messages until one says how to end. */
    public static final class Echo implements Agent {
        @Override
        public void execute(AgentContext context) throws Exception {
            while (true) {
                String text =
                        context.receive(Duration.ofDays(100_000)).orElseThrow().text();
                if (text.equals("end")) {
                    context.result("done");
                    return;
                }
                if (text.equals("fail")) {
                    throw new IllegalStateException("as asked");
                }
                context.send("peer", text + " from " + context.name());
            }
        }
    }

    /** Ends when it is let go, or after a minute. */
    public static final class Deaf implements Agent {

        private static volatile boolean released;

        static void release() {
            released = true;
        }

        @Override
        public void execute(AgentContext context) {
            long end = System.nanoTime() + MINUTE_NANOS;
            while (!released && System.nanoTime() < end) {
                LockSupport.parkNanos(1_000_000);
            }
        }

        @Override
        public void shutdown(AgentContext context) throws InterruptedException {
            context.result("cleaned up");
        }
    }
}
