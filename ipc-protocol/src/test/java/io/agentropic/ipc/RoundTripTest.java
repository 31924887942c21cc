package io.agentropic.ipc;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RoundTripTest {

    @Test
    void everyMessageHasASample() {
        Set<Class<?>> sampled = Samples.ALL.stream().map(Object::getClass).collect(toSet());

        assertThat(sampled).containsExactlyInAnyOrderElementsOf(kinds(WorkerMessage.class, SupervisorMessage.class));
    }

    @Test
    void everyKindOfProgramHasASample() {
        Set<Class<?>> sampled = Samples.OF_SUPERVISOR.stream()
                .filter(SupervisorMessage.Start.class::isInstance)
                .map(start -> ((SupervisorMessage.Start) start).program().getClass())
                .collect(toSet());

        assertThat(sampled).containsExactlyInAnyOrderElementsOf(kinds(Program.class));
    }

    @Test
    void everyMessageHasItsOwnTypeCode() {
        Set<Integer> codes = Samples.ALL.stream()
                .map(message -> (int) FrameCodec.encode(new Frame<>(0, message)).get(FrameCodec.LENGTH_BYTES))
                .collect(toSet());

        assertThat(codes).hasSameSizeAs(kinds(WorkerMessage.class, SupervisorMessage.class));
    }

    @ParameterizedTest
    @MethodSource("ofWorker")
    void whatAWorkerSaysArrivesUnchanged(WorkerMessage message) {
        ByteBuffer bytes = FrameCodec.encode(new Frame<>(77, message));

        assertThat(FrameCodec.decodeFromWorker(body(bytes))).isEqualTo(new Frame<>(77, message));
    }

    @ParameterizedTest
    @MethodSource("ofSupervisor")
    void whatTheSupervisorSaysArrivesUnchanged(SupervisorMessage message) {
        ByteBuffer bytes = FrameCodec.encode(new Frame<>(-1, message));

        assertThat(FrameCodec.decodeFromSupervisor(body(bytes))).isEqualTo(new Frame<>(-1, message));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFrameIsExactlyAsLongAsItsLengthSays(Message message) {
        ByteBuffer bytes = FrameCodec.encode(new Frame<>(0, message));

        assertThat(bytes.capacity()).isEqualTo(bytes.remaining());
        assertThat(bytes.getInt()).isEqualTo(bytes.remaining());
    }

    static List<WorkerMessage> ofWorker() {
        return Samples.OF_WORKER;
    }

    static List<SupervisorMessage> ofSupervisor() {
        return Samples.OF_SUPERVISOR;
    }

    static List<Message> all() {
        return Samples.ALL;
    }

    private static Set<Class<?>> kinds(Class<?>... sealed) {
        Set<Class<?>> kinds = new HashSet<>();
        Stream.of(sealed).forEach(type -> kinds.addAll(List.of(type.getPermittedSubclasses())));
        return kinds;
    }

    private static ByteBuffer body(ByteBuffer frame) {
        int length = FrameCodec.requireLength(frame.getInt(), FrameCodec.MAX_FRAME_BYTES);
        assertThat(length).isEqualTo(frame.remaining());
        return frame;
    }
}
