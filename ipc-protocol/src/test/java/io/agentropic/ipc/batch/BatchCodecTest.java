package io.agentropic.ipc.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchCodecTest {

    private static final int ROUNDS = 20_000;
    private static final int MAX_LENGTH = 200;

    @Test
    void whatIsWrittenIsReadInTheSameOrder() {
        assertThat(decoded(BatchCodec.ORDERS, encoded(BatchCodec.ORDERS, BatchSamples.ORDERS)))
                .isEqualTo(BatchSamples.ORDERS);
        assertThat(decoded(BatchCodec.NEWS, encoded(BatchCodec.NEWS, BatchSamples.NEWS)))
                .isEqualTo(BatchSamples.NEWS);
    }

    @Test
    void aBatchOfAnotherVersionIsRefused() {
        assertViolation(Violation.WRONG_VERSION, 2);
        assertViolation(Violation.TRUNCATED);
    }

    @Test
    void whatIsNoRecordIsRefusedByName() {
        assertViolation(Violation.UNKNOWN_TYPE, 1, 99, 0);
        assertViolation(Violation.TRUNCATED, 1, 2);
        assertViolation(Violation.TRUNCATED, 1, 3, 0, 0, 50, 'x');
        assertViolation(Violation.BAD_UTF8, 1, 3, 0, 0, 1, 0xff);
        assertViolation(Violation.BAD_VALUE, 1, 4, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
        assertViolation(Violation.BAD_VALUE, 1, 4, 0xff, 0xff, 0xff, 0xff, 0x7f);
        assertViolation(Violation.BAD_VALUE, 1, 1, 0, 0, 0, 7);
        assertViolation(Violation.BAD_VALUE, 1, 11, 3, 100);
        assertViolation(Violation.BAD_VALUE, 1, 11, 1, 0);
        assertViolation(Violation.BAD_VALUE, 1, 12, 0, 4, 100);
        assertViolation(Violation.BAD_VALUE, 1, 12, 0, 1, 0);
        assertViolation(Violation.BAD_VALUE, 1, 2, 0, 1, 0, 0, 0, 0, 2, 1, 'k', 0, 1, 'k', 0);
    }

    @Test
    void aCountThatCannotBeTrueIsRefusedBeforeAnythingIsMadeForIt() {
        assertViolation(Violation.TRUNCATED, 1, 1, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x07);
    }

    @Test
    void everyCutOfABatchIsRefusedOrEndsBetweenRecords() {
        byte[] whole = encoded(BatchCodec.ORDERS, BatchSamples.ORDERS);
        for (int length = 1; length < whole.length; length++) {
            List<SharedOrder> before = new ArrayList<>();
            try {
                BatchCodec.ORDERS.decode(Arrays.copyOf(whole, length), before::add);
            } catch (ProtocolException cut) {
                assertThat(cut.violation()).isEqualTo(Violation.TRUNCATED);
            }
            assertThat(before).isEqualTo(BatchSamples.ORDERS.subList(0, before.size()));
        }
    }

    @Test
    void randomBytesAreReadOrRefusedAndNothingElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[1 + random.nextInt(MAX_LENGTH)];
            random.nextBytes(bytes);
            bytes[0] = BatchCodec.VERSION;
            if (bytes.length > 1) {
                bytes[1] = (byte) (1 + random.nextInt(10));
            }
            withstands(bytes, seed);
        }
    }

    @Test
    void damagedBatchesAreReadOrRefusedAndNothingElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] orders = encoded(BatchCodec.ORDERS, BatchSamples.ORDERS);
        byte[] news = encoded(BatchCodec.NEWS, BatchSamples.NEWS);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = (random.nextBoolean() ? orders : news).clone();
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt();
            }
            withstands(bytes, seed);
        }
    }

    private static void withstands(byte[] bytes, long seed) {
        for (BatchCodec<?> codec : List.of(BatchCodec.ORDERS, BatchCodec.NEWS)) {
            try {
                codec.decode(bytes, record -> assertThat(record).isNotNull());
            } catch (ProtocolException refused) {
                assertThat(refused.violation()).as("seed %d", seed).isNotNull();
            }
        }
    }

    private static void assertViolation(Violation violation, int... bytes) {
        byte[] batch = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            batch[i] = (byte) bytes[i];
        }
        assertThatThrownBy(() -> decoded(BatchCodec.ORDERS, batch))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.violation()).isEqualTo(violation));
    }

    private static <T> byte[] encoded(BatchCodec<T> codec, List<T> records) {
        BatchWriter out = new BatchWriter();
        out.u8(BatchCodec.VERSION);
        records.forEach(record -> codec.write(record, out));
        return out.toBytes();
    }

    private static <T> List<T> decoded(BatchCodec<T> codec, byte[] batch) {
        List<T> records = new ArrayList<>();
        codec.decode(batch, records::add);
        return records;
    }
}
