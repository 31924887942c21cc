package io.agentropic.ipc.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.ipc.Payload;
import io.agentropic.ipc.batch.SharedNews.Ready;
import io.agentropic.ipc.batch.SharedNews.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BatchQueueTest {

    private static final int KIBIBYTE = 1_024;

    private final BatchQueue<SharedNews> queue = new BatchQueue<>(BatchCodec.NEWS, 512 * KIBIBYTE);

    @Test
    void whatWaitsIsTakenAsOneBatchInOrder() throws Exception {
        queue.put(new Ready(1));
        queue.put(new Ready(2));

        assertThat(taken()).containsExactly(new Ready(1), new Ready(2));
        queue.put(new Ready(3));
        assertThat(taken()).containsExactly(new Ready(3));
    }

    @Test
    void manyRecordsAreSeveralBatchesAndALongOneIsABatchByItself() throws Exception {
        queue.put(new Ready(1));
        queue.put(result(2, 300 * KIBIBYTE));
        queue.put(new Ready(3));

        assertThat(taken()).containsExactly(new Ready(1));
        assertThat(taken()).containsExactly(result(2, 300 * KIBIBYTE));
        assertThat(taken()).containsExactly(new Ready(3));
    }

    @Test
    void whoTakesWaitsForTheFirstRecord() throws Exception {
        CompletableFuture<List<SharedNews>> taking = CompletableFuture.supplyAsync(this::takenUnchecked);
        queue.put(new Ready(7));

        assertThat(taking.get()).containsExactly(new Ready(7));
    }

    @Test
    void whoIsHeldUpForRoomGoesOnWhenSomethingWasTaken() throws Exception {
        queue.put(result(1, 300 * KIBIBYTE));
        assertThat(queue.hasRoom()).isTrue();
        queue.put(result(2, 300 * KIBIBYTE));
        assertThat(queue.hasRoom()).isFalse();
        CompletableFuture<Void> held = CompletableFuture.runAsync(this::awaitRoomUnchecked);
        assertThat(taken()).hasSize(1);

        held.get();
        assertThat(queue.hasRoom()).isTrue();
    }

    @Test
    void aRecordThatFitsNoFrameIsRefusedAndTheOthersStay() throws Exception {
        queue.put(new Ready(1));
        assertThatThrownBy(() -> queue.put(result(2, BatchCodec.MAX_RECORD_BYTES)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("where " + BatchCodec.MAX_RECORD_BYTES + " fit");
        queue.put(new Ready(3));

        assertThat(taken()).containsExactly(new Ready(1), new Ready(3));
    }

    @Test
    void afterTheEndNothingIsTakenAndNobodyIsHeldUp() throws Exception {
        queue.put(result(1, 600 * KIBIBYTE));
        CompletableFuture<Void> held = CompletableFuture.runAsync(this::awaitRoomUnchecked);
        queue.end();

        held.get();
        assertThat(queue.take()).isNull();
        queue.put(new Ready(2));
        assertThat(queue.take()).isNull();
    }

    private static Result result(int agent, int length) {
        return new Result(agent, Payload.of(new byte[length]));
    }

    private List<SharedNews> taken() throws InterruptedException {
        List<SharedNews> records = new ArrayList<>();
        BatchCodec.NEWS.decode(Objects.requireNonNull(queue.take()), records::add);
        return records;
    }

    private List<SharedNews> takenUnchecked() {
        try {
            return taken();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitRoomUnchecked() {
        try {
            queue.awaitRoom();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
