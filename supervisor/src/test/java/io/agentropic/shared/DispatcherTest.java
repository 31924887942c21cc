package io.agentropic.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private static final long LONG_SECONDS = 60;

    @Test
    void stepsAreDoneInOrderAndTimersWhenTheyAreDue() throws Exception {
        List<String> done = new ArrayList<>();
        CountDownLatch last = new CountDownLatch(1);
        try (Dispatcher dispatcher = Dispatcher.start(() -> {})) {
            dispatcher.post(() -> {
                done.add("first");
                dispatcher.in(TimeUnit.MILLISECONDS.toNanos(400), () -> {
                    done.add("late");
                    last.countDown();
                });
                dispatcher.in(TimeUnit.MILLISECONDS.toNanos(200), () -> done.add("early"));
                dispatcher.in(Long.MAX_VALUE, () -> done.add("never"));
                dispatcher.post(() -> {
                    throw new IllegalStateException("a step that fails stops nobody");
                });
                dispatcher.in(0, () -> done.add("second"));
            });
            assertThat(last.await(LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(done).containsExactly("first", "second", "early", "late");
    }

    @Test
    void theSharedJvmHasLimitsThatFit() {
        assertThat(SharedConfig.DEFAULT.violations()).isEmpty();
        assertThat(SharedConfig.DEFAULT.withWorkerThreads(0).violations())
                .containsExactly("workerThreads must be from 1 to 256, not 0");
        assertThat(SharedConfig.DEFAULT
                        .withLimits(ResourceLimits.builder()
                                .memory(DataSize.mebibytes(64))
                                .build())
                        .withMaxHeap(DataSize.mebibytes(64))
                        .violations())
                .singleElement()
                .asString()
                .startsWith("shared.maxHeap is 64MiB, too close to limits.memory");
    }
}
