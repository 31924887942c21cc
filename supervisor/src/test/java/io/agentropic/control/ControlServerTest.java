package io.agentropic.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.events.EventJournal;
import io.agentropic.json.JsonObject;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.Enforcement;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.GroupHandle;
import io.agentropic.runtime.SchedulerHandle;
import io.agentropic.runtime.ShutdownReport;
import io.agentropic.schedule.Processors;
import io.agentropic.schedule.Scheduler;
import io.agentropic.schedule.SchedulingConfig;
import io.agentropic.spec.Priority;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlServerTest {

    @TempDir
    private Path directory;

    private Path socket;
    private Fake fake;
    private ControlServer server;
    private ControlClient client;

    @BeforeEach
    void open() {
        socket = directory.resolve("control.sock");
        fake = new Fake(List.of(new FakeAgent("a"), new FakeAgent("b")));
        server = ControlServer.open(socket, fake, "1.2.3");
        client = new ControlClient(socket);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void psListsTheAgents() {
        JsonObject list = client.ask(ControlRequest.of(Verb.PS));

        assertThat(list.objects("items").getFirst()).hasToString("""
                {"name":"a","state":"RUNNING","desired":"UP","paused":false,"pauseOverdue":false,"ready":true,"live":true,\
                "pid":4711,"incarnation":3,"isolation":"resource-limits","priority":"normal","restarts":2,\
                "consecutiveFailures":0,"startedAt":"2026-01-01T00:00:00.000Z","uptimeSeconds":12.3,\
                "cpu":{"usageSeconds":1.2,"percent":48.0,"throttledSeconds":0.1},\
                "memory":{"currentBytes":1,"peakBytes":2},"processes":5,"messages":{"sent":7,"received":8,"lost":0},\
                "limits":[{"resource":"memory","requested":536870912,"effective":536870912,"enforced":true,\
                "mechanism":"cgroup memory.max","reason":""}],"lastExit":null,"reason":"","queue":null}""");
        assertThat(list.text("apiVersion")).hasValue("agentropic/v1");
        assertThat(list.text("kind")).hasValue("AgentList");
        assertThat(list.objects("items")).hasSize(2);
    }

    @Test
    void inspectShowsTheSpecificationWithoutSecrets() {
        JsonObject agent = client.ask(new ControlRequest(Verb.INSPECT, List.of("a")));

        assertThat(agent.text("kind")).hasValue("Agent");
        assertThat(agent.object("spec").texts("env")).containsExactly("TOKEN");
        assertThat(agent.toString()).doesNotContain("secret");
        assertThat(agent.number("progress")).hasValue(9);
        assertThat(agent.object("identity")).hasToString("""
                {"pid":4711,"startTicks":815,"bootId":"boot","controlGroup":"/sys/fs/cgroup/a-3"}""");
    }

    @Test
    void anUnknownAgentIsNamed() {
        JsonObject answer = client.ask(new ControlRequest(Verb.INSPECT, List.of("x")));

        assertThat(answer.text("error")).hasValue("UNKNOWN_AGENT");
        assertThat(answer.text("message")).hasValue("no agent is named 'x'");
    }

    @Test
    void eachOfSeveralAgentsAnswersForItself() {
        fake.agents.getLast().stop();

        JsonObject answer = client.ask(new ControlRequest(Verb.PAUSE, List.of("a", "b", "x")));

        assertThat(answer.objects("items"))
                .extracting(JsonObject::toString)
                .containsExactly(
                        "{\"name\":\"a\",\"ok\":true,\"state\":\"RUNNING\"}",
                        "{\"name\":\"b\",\"ok\":false,\"error\":\"WRONG_STATE\",\"message\":\"agent 'b' is STOPPED: only a running"
                                + " agent can be paused\"}",
                        "{\"name\":\"x\",\"ok\":false,\"error\":\"UNKNOWN_AGENT\",\"message\":\"no agent is named 'x'\"}");
        assertThat(fake.agents.getFirst().status().paused()).isTrue();
    }

    @Test
    void anAgentAtRestIsForgottenOneThatRunsIsNot() {
        fake.agents.getLast().stop();

        JsonObject answer = client.ask(new ControlRequest(Verb.RM, List.of("a", "b")));

        assertThat(answer.objects("items")).extracting(item -> item.truth("ok")).containsExactly(false, true);
        assertThat(answer.objects("items").getFirst().text("message").orElseThrow())
                .contains("'a' is RUNNING");
        assertThat(fake.removed).containsExactly("b");
    }

    @Test
    void downStopsAllAndReports() {
        JsonObject report = client.ask(ControlRequest.of(Verb.DOWN));

        assertThat(report.objects("items"))
                .extracting(item -> item.text("state").orElseThrow())
                .containsExactly("STOPPED", "STOPPED");
        assertThat(report.texts("unstopped")).isEmpty();
    }

    @Test
    void versionIsTheServersOwn() {
        assertThat(client.ask(ControlRequest.of(Verb.VERSION)).text("version")).hasValue("1.2.3");
    }

    @Test
    void theSocketIsForItsOwnerOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsNoRequestIsRefused() throws IOException {
        assertThat(raw("nonsense\n")).contains("\"error\":\"BAD_REQUEST\"");
        assertThat(raw(keyed(""))).contains("a request needs a verb");
        assertThat(raw(keyed(",\"verb\":\"dance\""))).contains("the verb 'dance' is unknown to this supervisor");
        assertThat(raw(keyed(",\"verb\":\"inspect\",\"agents\":[]"))).contains("inspect needs one agent");
    }

    @Test
    void anOversizedRequestIsRefused() throws IOException {
        assertThat(raw("x".repeat(70_000) + "\n")).contains("a request is at most 65536 bytes");
    }

    @Test
    void manyConnectionsAreServedInTurn() {
        for (int i = 0; i < 200; i++) {
            assertThat(client.ask(ControlRequest.of(Verb.VERSION)).has("version"))
                    .isTrue();
        }
    }

    @Test
    void closingRemovesTheSocket() {
        server.close();

        assertThat(socket).doesNotExist();
        assertThatThrownBy(() -> client.ask(ControlRequest.of(Verb.PS)))
                .isInstanceOf(NoSupervisorException.class)
                .hasMessageContaining(socket.toString());
    }

    @Test
    void aSecondServerIsRefused() {
        assertThatThrownBy(() -> ControlServer.open(socket, fake, ""))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("another supervisor listens");
    }

    @Test
    void aStaleSocketIsReplaced() throws IOException {
        Path stale = directory.resolve("stale.sock");
        try (var abandoned = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            abandoned.bind(UnixDomainSocketAddress.of(stale));
        }
        assertThat(stale).exists();
        assertThatThrownBy(() -> new ControlClient(stale).ask(ControlRequest.of(Verb.PS)))
                .isInstanceOf(NoSupervisorException.class);

        try (var _ = ControlServer.open(stale, fake, "new")) {
            assertThat(new ControlClient(stale)
                            .ask(ControlRequest.of(Verb.VERSION))
                            .text("version"))
                    .hasValue("new");
        }
    }

    @Test
    void whoCannotReadTheKeyIsNotServed() throws IOException {
        assertThat(Files.getPosixFilePermissions(directory.resolve("control.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        for (String key : List.of("", "\"key\":\"" + "0".repeat(64) + "\",")) {
            assertThat(raw("{" + key + "\"verb\":\"down\"}\n"))
                    .contains("\"error\":\"BAD_REQUEST\"", "does not carry the key");
        }
        assertThat(client.ask(ControlRequest.of(Verb.PS)).objects("items"))
                .extracting(item -> item.text("state").orElseThrow())
                .containsExactly("RUNNING", "RUNNING");
        server.close();
        assertThat(directory.resolve("control.key")).doesNotExist();
    }

    private String keyed(String members) throws IOException {
        return "{\"key\":\"" + ControlKey.read(socket).text() + "\"" + members + "}\n";
    }

    private String raw(String text) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return Lines.read(channel, 1 << 20).orElseThrow();
        }
    }

    @Test
    void eventsAreAStreamOfLines() {
        fake.journal.accept(event(1));
        fake.journal.accept(event(2));
        List<JsonObject> read = new ArrayList<>();
        client.stream(events("{\"last\":5}"), read::add);

        assertThat(read).hasSize(2);
        assertThat(read.getFirst()).hasToString("""
                {"apiVersion":"agentropic/v1","kind":"Event","at":"2026-01-01T00:00:00.000Z","agent":"a",\
                "incarnation":1,"from":"STARTING","to":"RUNNING","reason":"for a test"}""");
    }

    @Test
    void followersGetWhatHappensUntilTheSupervisorEnds() throws InterruptedException {
        fake.journal.accept(event(1));
        BlockingQueue<JsonObject> read = new LinkedBlockingQueue<>();
        Thread reader =
                Thread.ofVirtual().start(() -> client.stream(events("{\"last\":1,\"follow\":true}"), read::add));
        assertThat(read.poll(10, TimeUnit.SECONDS)).isNotNull();
        fake.journal.accept(event(2));
        JsonObject second = read.poll(10, TimeUnit.SECONDS);

        assertThat(second).isNotNull();
        assertThat(second.number("incarnation")).hasValue(2);
        server.close();
        assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aFollowerThatDoesNotReadHoldsNobodyUp() throws IOException {
        try (SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            silent.write(ByteBuffer.wrap(
                    keyed(",\"verb\":\"events\",\"options\":{\"follow\":true}").getBytes(StandardCharsets.UTF_8)));
            for (int i = 0; i < 20_000; i++) {
                fake.journal.accept(event(i));
            }

            assertThat(client.ask(ControlRequest.of(Verb.PS)).objects("items")).hasSize(2);
        }
    }

    @Test
    void limitsAreChangedAsAsked() {
        ResourceLimits changes = ResourceLimits.builder().cpu(0.5).processes(64).build();
        JsonObject answer = client.ask(new ControlRequest(Verb.UPDATE, List.of("a"), LimitOptions.of(changes)));

        assertThat(answer.objects("items").getFirst().truth("ok")).isTrue();
        assertThat(fake.agents.getFirst().updates).containsExactly(changes);
    }

    @Test
    void aPriorityIsChangedAsAsked() {
        client.ask(new ControlRequest(Verb.UPDATE, List.of("a"), LimitOptions.of(ResourceLimits.NONE, Priority.HIGH)));

        assertThat(fake.agents.getFirst().priorities).containsExactly(Priority.HIGH);
        assertThat(fake.agents.getFirst().updates).isEmpty();
    }

    @Test
    void schedulingIsShownAndChanged() {
        JsonObject before = client.ask(ControlRequest.of(Verb.SCHEDULE));
        assertThat(before.text("kind")).hasValue("Scheduling");
        assertThat(before.text("policy")).hasValue("fair-share");

        JsonObject options = JsonObject.builder()
                .put("policy", "round-robin")
                .put("preemption", "preemptive")
                .build();
        JsonObject after = client.ask(new ControlRequest(Verb.SCHEDULE, List.of(), options));
        assertThat(after.text("policy")).hasValue("round-robin");
        assertThat(after.text("preemption")).hasValue("preemptive");
        assertThat(after.number("timeSliceSeconds").map(Number::doubleValue)).hasValue(0.1);
        assertThat(client.ask(ControlRequest.of(Verb.SCHEDULE)).text("policy")).hasValue("round-robin");
    }

    @Test
    void aWrongSettingForSchedulingIsRefusedWithTheReason() {
        JsonObject answer = client.ask(new ControlRequest(
                Verb.SCHEDULE,
                List.of(),
                JsonObject.builder().put("policy", "magic").build()));
        assertThat(answer.text("kind")).hasValue("Error");
        assertThat(answer.text("message").orElse("")).contains("policy 'magic' is none; allowed are fair-share");
    }

    @Test
    void aLimitThatIsRefusedSaysWhy() {
        ResourceLimits changes =
                ResourceLimits.builder().memory(DataSize.mebibytes(64)).build();
        JsonObject answer = client.ask(new ControlRequest(Verb.UPDATE, List.of("a"), LimitOptions.of(changes)));

        assertThat(answer.objects("items").getFirst().text("message")).hasValue("limits.memory of 64MiB is refused");
    }

    private static ControlRequest events(String options) {
        return new ControlRequest(Verb.EVENTS, List.of(), JsonObject.parse(options));
    }

    private static AgentEvent event(int incarnation) {
        return new AgentEvent(
                Instant.parse("2026-01-01T00:00:00Z"),
                "a",
                incarnation,
                AgentState.STARTING,
                AgentState.RUNNING,
                "for a test");
    }

    private static final class Fake implements Supervised {
        private final List<FakeAgent> agents;
        private final List<String> removed = new CopyOnWriteArrayList<>();
        private final EventJournal journal = new EventJournal();
        private final SchedulerHandle scheduler = new SchedulerHandle(new Scheduler(
                SchedulingConfig.DEFAULT,
                new Processors(1, Optional.empty(), Optional::empty),
                Enforcement.STRICT,
                _ -> {}));

        private Fake(List<FakeAgent> agents) {
            this.agents = agents;
        }

        @Override
        public List<AgentHandle> agents() {
            return List.copyOf(agents);
        }

        @Override
        public Optional<GroupHandle> group(String name) {
            return Optional.empty();
        }

        @Override
        public SchedulerHandle scheduler() {
            return scheduler;
        }

        @Override
        public EventJournal events() {
            return journal;
        }

        @Override
        public void remove(String name) {
            for (FakeAgent agent : agents) {
                if (agent.name().equals(name) && !agent.state().atRest()) {
                    throw new AgentStateException(name, agent.state(), "stop it first");
                }
            }
            removed.add(name);
        }

        @Override
        public ShutdownReport shutdown() {
            agents.forEach(FakeAgent::stop);
            return new ShutdownReport(agents.stream().map(FakeAgent::result).toList(), List.of(), List.of());
        }
    }
}
