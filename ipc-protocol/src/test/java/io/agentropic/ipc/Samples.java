package io.agentropic.ipc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** At least one message of every kind, with the awkward values. */
final class Samples {

    private static final Headers HEADERS =
            new Headers(Map.of("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "", ""));
    private static final JvmSample JVM = new JvmSample(1, Long.MAX_VALUE, 3, 0, 5, Integer.MAX_VALUE, 7);

    static final List<WorkerMessage> OF_WORKER = List.of(
            new WorkerMessage.Hello(FrameCodec.PROTOCOL_VERSION, Token.of(new byte[Token.LENGTH]), 4711, 25),
            new WorkerMessage.Entering(),
            new WorkerMessage.Started(),
            new WorkerMessage.StartFailed("class Größe is not on the class path"),
            new WorkerMessage.Ready(),
            new WorkerMessage.Heartbeat(1, 0, true, "", JVM),
            new WorkerMessage.Heartbeat(Long.MAX_VALUE, 42, false, "stuck \uD83D\uDE00", JVM),
            new WorkerMessage.Send("indexer", HEADERS, Payload.of(new byte[] {0, -1, 127})),
            new WorkerMessage.Send("", Headers.NONE, Payload.EMPTY),
            new WorkerMessage.Result(Payload.of("{}")),
            new WorkerMessage.UncaughtError("main", "java.lang.Error", "", "java.lang.Error\n\tat X", false),
            new WorkerMessage.UncaughtError("", "", "\0", "", true),
            new WorkerMessage.Paused(0),
            new WorkerMessage.Finished(true),
            new WorkerMessage.Finished(false),
            new WorkerMessage.Exiting(),
            new WorkerMessage.ExtendStart(1),
            new WorkerMessage.ExtendStart(Long.MAX_VALUE));

    static final List<SupervisorMessage> OF_SUPERVISOR = List.of(
            new SupervisorMessage.Start(
                    "indexer",
                    3,
                    new Program.AgentClass("com.example.Indexer"),
                    List.of("--fast", "", "--fast"),
                    Payload.of("{\"path\":\"/data\"}"),
                    Map.of("tenant", "a", "", "b"),
                    1000),
            new SupervisorMessage.Start("m", 1, new Program.MainClass("Main"), List.of(), Payload.EMPTY, Map.of(), 1),
            new SupervisorMessage.Stop("deploy", 10_000),
            new SupervisorMessage.Pause(7),
            new SupervisorMessage.Resume(7, 1500),
            new SupervisorMessage.Deliver("crawler", HEADERS, Payload.of("grüße")),
            new SupervisorMessage.Undeliverable("nobody", "no agent has this name"));

    static final List<Message> ALL = all();

    private Samples() {}

    private static List<Message> all() {
        List<Message> all = new ArrayList<>(OF_WORKER);
        all.addAll(OF_SUPERVISOR);
        return List.copyOf(all);
    }
}
