package io.agentropic.ipc.batch;

import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import java.util.List;
import java.util.Map;

/** One of each record. */
final class BatchSamples {

    static final List<SharedOrder> ORDERS = List.of(
            new SharedOrder.Define(0, "a.B", List.of("/x.jar", "/ü"), true),
            new SharedOrder.Spawn(
                    1, 2, 0, "näme", List.of("one", ""), Payload.of("input"), Map.of("key", "value", "k", "")),
            new SharedOrder.Spawn(Integer.MAX_VALUE, Long.MAX_VALUE, 3, "n", List.of(), Payload.EMPTY, Map.of()),
            new SharedOrder.Stop(2, 10_000, "stop requested"),
            new SharedOrder.Interrupt(3),
            new SharedOrder.CleanUp(4),
            new SharedOrder.Abandon(5),
            new SharedOrder.Pause(6, 1),
            new SharedOrder.Resume(6, 1),
            new SharedOrder.Deliver(7, "from", new Headers(Map.of("trace", "1")), Payload.of("hello")),
            new SharedOrder.Undeliverable(8, "to", "no agent has this name"),
            new SharedOrder.Schedule(SharedOrder.Turns.SLICES, 100),
            new SharedOrder.Schedule(SharedOrder.Turns.PRIORITY, 20),
            new SharedOrder.Rank(9, 3, 10_000));

    static final List<SharedNews> NEWS = List.of(
            new SharedNews.Started(0),
            new SharedNews.Ready(1),
            new SharedNews.ExtendStart(127, 128),
            new SharedNews.Result(128, Payload.of("result")),
            new SharedNews.Send(16_384, "to", Headers.NONE, Payload.EMPTY),
            new SharedNews.Paused(3, 9),
            new SharedNews.Progress(4, Long.MAX_VALUE),
            new SharedNews.Lost(5, 1_024),
            new SharedNews.Ended(6, SharedNews.Outcome.WELL, List.of()),
            new SharedNews.Ended(
                    7,
                    SharedNews.Outcome.FAILED,
                    List.of(
                            new SharedNews.Failure("java.lang.Error", "ä", "at x"),
                            new SharedNews.Failure("", "", ""))));

    private BatchSamples() {}
}
