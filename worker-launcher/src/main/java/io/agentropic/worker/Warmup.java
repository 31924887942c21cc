package io.agentropic.worker;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.Program;
import io.agentropic.ipc.SupervisorMessage.Start;
import io.agentropic.ipc.WorkerMessage.Started;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** What a worker that waits does beforehand, so that little is left to do once it is told what to run. */
final class Warmup {

    private Warmup() {}

    /**
     * Loads the worker's own classes and, without initializing it, {@code className}; nothing of the program runs. What fails
     * will fail again, and be told, when it is to run.
     *
     * @param className a class of the program; empty for none
     */
    static void forProgram(String className) {
        roundTrip();
        if (!className.isEmpty()) {
            try {
                LoadedClass.named(className);
            } catch (NotLoadableException toldLater) {
                // As if nothing had been loaded.
            }
        }
    }

    /** The first message is read by code that has run before. */
    private static void roundTrip() {
        Start start =
                new Start("warm", 1, new Program.AgentClass("a.B"), List.of("a"), Payload.of("b"), Map.of("c", "d"), 1);
        ByteBuffer encoded = FrameCodec.encode(new Frame<>(Connection.AGENT_REFERENCE, start));
        FrameCodec.decodeFromSupervisor(
                encoded.position(FrameCodec.LENGTH_BYTES).slice());
        FrameCodec.encode(new Frame<>(Connection.AGENT_REFERENCE, new Started()));
    }
}
