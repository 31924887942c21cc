package io.agentropic.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Random and mutated frames; repeat a failure with {@code -Dfuzz.seed=N}. */
final class FuzzTest {

    private static final int ROUNDS = 50_000;

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<Violation, Integer> refused = new EnumMap<>(Violation.class);
    private int accepted;

    @Test
    void randomBytesAreDecodedOrRefusedByName() {
        for (int round = 0; round < ROUNDS; round++) {
            decodeBothWays(randomFrame());
        }
        report("random");
        assertThat(refused).containsKeys(Violation.UNKNOWN_TYPE, Violation.TRUNCATED, Violation.TRAILING_BYTES);
    }

    @Test
    void mutatedMessagesAreDecodedOrRefusedByName() {
        for (int round = 0; round < ROUNDS; round++) {
            decodeBothWays(mutatedFrame());
        }
        report("mutated");
        assertThat(refused)
                .containsKeys(Violation.UNKNOWN_TYPE, Violation.TRUNCATED, Violation.BAD_VALUE, Violation.BAD_UTF8);
        assertThat(accepted).isPositive();
    }

    private byte[] randomFrame() {
        byte[] frame = new byte[random.nextInt(200)];
        random.nextBytes(frame);
        if (frame.length > 0 && random.nextBoolean()) {
            frame[0] = (byte) (random.nextBoolean() ? random.nextInt(12) : 65 + random.nextInt(6));
        }
        return frame;
    }

    private byte[] mutatedFrame() {
        Message message = Samples.ALL.get(random.nextInt(Samples.ALL.size()));
        ByteBuffer encoded = FrameCodec.encode(new Frame<>(0, message));
        byte[] frame = new byte[encoded.getInt()];
        encoded.get(frame);
        for (int mutations = 1 + random.nextInt(3); mutations > 0; mutations--) {
            frame = mutate(frame);
        }
        return frame;
    }

    private byte[] mutate(byte[] frame) {
        if (frame.length == 0) {
            return frame;
        }
        int at = random.nextInt(frame.length);
        return switch (random.nextInt(4)) {
            case 0 -> with(frame, at, (byte) random.nextInt());
            case 1 -> with(frame, at, (byte) (frame[at] ^ (1 << random.nextInt(8))));
            case 2 -> Arrays.copyOf(frame, at);
            default -> Arrays.copyOf(frame, frame.length + 1 + random.nextInt(16));
        };
    }

    private static byte[] with(byte[] frame, int at, byte value) {
        byte[] changed = frame.clone();
        changed[at] = value;
        return changed;
    }

    private void decodeBothWays(byte[] frame) {
        decode(frame, FrameCodec::decodeFromWorker);
        decode(frame, FrameCodec::decodeFromSupervisor);
    }

    private void decode(byte[] frame, Function<ByteBuffer, Frame<? extends Message>> decoder) {
        try {
            Frame<? extends Message> decoded = decoder.apply(ByteBuffer.wrap(frame));
            assertThat(body(FrameCodec.encode(decoded))).hasSize(frame.length);
            accepted++;
        } catch (ProtocolException refusal) {
            refused.merge(refusal.violation(), 1, Integer::sum);
        } catch (RuntimeException | Error escaped) {
            throw new AssertionError(
                    "seed " + seed + ", frame " + HexFormat.of().formatHex(frame), escaped);
        }
    }

    private static byte[] body(ByteBuffer frame) {
        byte[] body = new byte[frame.getInt()];
        frame.get(body);
        return body;
    }

    private void report(String kind) {
        System.out.println(kind + " frames, seed " + seed + ": " + accepted + " accepted, refused " + refused);
    }
}
