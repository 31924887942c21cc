package io.agentropic.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictnessTest {

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 4})
    void aLengthThatHoldsNoHeadIsBad(int length) {
        assertViolation(Violation.BAD_LENGTH, () -> FrameCodec.requireLength(length, FrameCodec.MAX_FRAME_BYTES));
    }

    @Test
    void aLengthAboveTheLimitIsTooLarge() {
        assertThat(FrameCodec.requireLength(4096, FrameCodec.MAX_GREETING_BYTES))
                .isEqualTo(4096);
        assertViolation(Violation.FRAME_TOO_LARGE, () -> FrameCodec.requireLength(4097, FrameCodec.MAX_GREETING_BYTES));
    }

    @Test
    void aHelloFitsTheGreetingLimit() {
        ByteBuffer hello = FrameCodec.encode(new Frame<>(0, Samples.OF_WORKER.get(0)));

        assertThat(hello.remaining()).isLessThan(FrameCodec.MAX_GREETING_BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 14, 64, 71, 255})
    void anUnknownTypeIsRefusedInBothDirections(int type) throws IOException {
        byte[] frame = bytes(out -> head(out, type));

        assertWorkerViolation(Violation.UNKNOWN_TYPE, frame);
        assertSupervisorViolation(Violation.UNKNOWN_TYPE, frame);
    }

    @Test
    void aMessageOfTheOtherDirectionIsUnknown() throws IOException {
        assertWorkerViolation(Violation.UNKNOWN_TYPE, bytes(out -> head(out, TypeCode.PAUSE)));
        assertSupervisorViolation(Violation.UNKNOWN_TYPE, bytes(out -> head(out, TypeCode.READY)));
    }

    @Test
    void everyPrefixOfAMessageIsTruncated() {
        for (Message message : Samples.ALL) {
            ByteBuffer frame = FrameCodec.encode(new Frame<>(0, message));
            byte[] whole = body(frame);
            for (int length = 0; length < whole.length; length++) {
                ByteBuffer prefix = ByteBuffer.wrap(whole, 0, length);
                assertViolation(Violation.TRUNCATED, () -> decode(message, prefix));
            }
        }
    }

    @Test
    void aByteAfterTheMessageIsTrailing() {
        for (Message message : Samples.ALL) {
            byte[] whole = body(FrameCodec.encode(new Frame<>(0, message)));
            ByteBuffer longer = ByteBuffer.allocate(whole.length + 1).put(whole).rewind();
            assertViolation(Violation.TRAILING_BYTES, () -> decode(message, longer));
        }
    }

    @Test
    void malformedTextIsRefused() throws IOException {
        assertWorkerViolation(Violation.BAD_UTF8, bytes(out -> {
            head(out, TypeCode.START_FAILED);
            out.writeInt(2);
            out.write(new byte[] {(byte) 0xC0, (byte) 0x80});
        }));
    }

    @Test
    void aTextLongerThanItsLimitIsRefused() throws IOException {
        assertWorkerViolation(Violation.BAD_VALUE, bytes(out -> {
            head(out, TypeCode.START_FAILED);
            out.writeInt(FrameCodec.MAX_TEXT_BYTES + 1);
            out.write(new byte[FrameCodec.MAX_TEXT_BYTES + 1]);
        }));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameCodec.encode(
                        new Frame<>(0, new WorkerMessage.StartFailed("x".repeat(FrameCodec.MAX_TEXT_BYTES + 1)))))
                .withMessageContaining("65537")
                .withMessageContaining("65536");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 255})
    void aBooleanIsNothingButZeroOrOne(int value) throws IOException {
        assertWorkerViolation(Violation.BAD_VALUE, bytes(out -> {
            head(out, TypeCode.FINISHED);
            out.writeByte(value);
        }));
    }

    @Test
    void moreHeadersThanAllowedAreRefused() throws IOException {
        assertWorkerViolation(Violation.BAD_VALUE, bytes(out -> {
            head(out, TypeCode.SEND);
            out.writeInt(0);
            out.writeInt(Headers.MAX_ENTRIES + 1);
            out.write(new byte[4096]);
        }));
    }

    @Test
    void aHeaderThatAppearsTwiceIsRefused() throws IOException {
        assertWorkerViolation(Violation.BAD_VALUE, bytes(out -> {
            head(out, TypeCode.SEND);
            out.writeInt(0);
            out.writeInt(2);
            out.write(new byte[16]);
            out.writeInt(0);
        }));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, Integer.MAX_VALUE})
    void aCountThatCannotFitIsRefusedBeforeAnythingIsAllocated(int count) throws IOException {
        assertSupervisorViolation(Violation.TRUNCATED, bytes(out -> {
            startUpToItsArguments(out);
            out.writeInt(count);
            out.write(new byte[64]);
        }));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1})
    void aCountAboveTwoToThe31IsRefused(int count) throws IOException {
        assertSupervisorViolation(Violation.BAD_VALUE, bytes(out -> {
            startUpToItsArguments(out);
            out.writeInt(count);
            out.write(new byte[64]);
        }));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, Integer.MAX_VALUE})
    void aPayloadThatClaimsMoreThanThereIsIsTruncated(int length) throws IOException {
        assertWorkerViolation(Violation.TRUNCATED, bytes(out -> {
            head(out, TypeCode.RESULT);
            out.writeInt(length);
        }));
    }

    @Test
    void aNumberBelowItsRangeIsRefused() throws IOException {
        assertWorkerViolation(Violation.BAD_VALUE, bytes(out -> {
            head(out, TypeCode.PAUSED);
            out.writeLong(-1);
        }));
        assertSupervisorViolation(Violation.BAD_VALUE, bytes(out -> {
            head(out, TypeCode.STOP);
            out.writeInt(0);
            out.writeLong(-1);
        }));
    }

    @Test
    void anotherVersionIsNamedWhateverFollowsIt() throws IOException {
        assertWorkerViolation(Violation.WRONG_VERSION, bytes(out -> {
            head(out, TypeCode.HELLO);
            out.writeInt(2);
            out.writeUTF("a layout of the future");
        }));
    }

    @Test
    void anUnknownKindOfProgramIsRefused() throws IOException {
        assertSupervisorViolation(Violation.BAD_VALUE, bytes(out -> {
            head(out, TypeCode.START);
            out.writeInt(0);
            out.writeLong(1);
            out.writeByte(3);
        }));
    }

    @Test
    void aStreamOfJavaSerializationIsNoFrame() throws IOException {
        ByteArrayOutputStream serialized = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(serialized)) {
            out.writeObject(new HashMap<>(Map.of("key", "value")));
        }
        ByteBuffer stream = ByteBuffer.wrap(serialized.toByteArray());

        assertViolation(
                Violation.BAD_LENGTH, () -> FrameCodec.requireLength(stream.getInt(), FrameCodec.MAX_FRAME_BYTES));
        assertWorkerViolation(Violation.UNKNOWN_TYPE, serialized.toByteArray());
        assertSupervisorViolation(Violation.UNKNOWN_TYPE, serialized.toByteArray());
    }

    @Test
    void aMessageLargerThanAFrameIsNotEncoded() {
        Payload payload = Payload.of(new byte[FrameCodec.MAX_FRAME_BYTES - FrameCodec.HEAD_BYTES - 3]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameCodec.encode(new Frame<>(0, new WorkerMessage.Result(payload))))
                .withMessage("Result takes 16777217 bytes, and a frame holds 16777216");
    }

    @Test
    void theLargestMessageFits() {
        Payload payload = Payload.of(new byte[FrameCodec.MAX_FRAME_BYTES - FrameCodec.HEAD_BYTES - 4]);

        ByteBuffer frame = FrameCodec.encode(new Frame<>(0, new WorkerMessage.Result(payload)));

        assertThat(frame.getInt()).isEqualTo(FrameCodec.MAX_FRAME_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "\uDC00", "a\uD800b", "\uDC00\uD800", "\uD800\uD800\uDC00", "\uD83D\uDE00\uD83D"})
    void aLoneSurrogateIsReplacedNotRefused(String text) {
        byte[] frame = body(FrameCodec.encode(new Frame<>(0, new WorkerMessage.StartFailed(text))));

        WorkerMessage decoded =
                FrameCodec.decodeFromWorker(ByteBuffer.wrap(frame)).message();

        assertThat(((WorkerMessage.StartFailed) decoded).reason()).contains("?").hasSameSizeAs(text);
    }

    private interface Body {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static void head(DataOutputStream out, int type) throws IOException {
        out.writeByte(type);
        out.writeInt(0);
    }

    private static void startUpToItsArguments(DataOutputStream out) throws IOException {
        head(out, TypeCode.START);
        out.writeInt(0);
        out.writeLong(1);
        out.writeByte(TypeCode.MAIN_PROGRAM);
        out.writeInt(0);
    }

    private static byte[] body(ByteBuffer frame) {
        byte[] body = new byte[frame.getInt()];
        frame.get(body);
        return body;
    }

    private static Frame<? extends Message> decode(Message like, ByteBuffer frame) {
        return like instanceof WorkerMessage
                ? FrameCodec.decodeFromWorker(frame)
                : FrameCodec.decodeFromSupervisor(frame);
    }

    private static void assertWorkerViolation(Violation violation, byte[] frame) {
        assertViolation(violation, () -> FrameCodec.decodeFromWorker(ByteBuffer.wrap(frame)));
    }

    private static void assertSupervisorViolation(Violation violation, byte[] frame) {
        assertViolation(violation, () -> FrameCodec.decodeFromSupervisor(ByteBuffer.wrap(frame)));
    }

    private static void assertViolation(Violation violation, Runnable decoding) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(decoding::run)
                .satisfies(thrown -> assertThat(thrown.violation()).isEqualTo(violation));
    }
}
