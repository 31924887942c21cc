package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HookRunnerTest {

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final HookRunner hooks = new HookRunner("a", Duration.ofMillis(50), this::note);
    private final HookRunner patient = new HookRunner("a", this::note);
    private final List<Integer> called = new CopyOnWriteArrayList<>();

    @Test
    void hooksAreCalledInTheirOrder() throws Exception {
        for (int i = 0; i < 100; i++) {
            int number = i;
            patient.call(() -> called.add(number));
        }
        awaitAll(patient);
        assertThat(called).hasSize(100).isSorted();
    }

    @Test
    void aHookThatThrowsHoldsUpNobody() throws Exception {
        hooks.call(() -> {
            throw new IllegalStateException("the program's own fault");
        });
        awaitAll(hooks);
    }

    @Test
    void aHookThatHangsIsInterruptedAndTheNextIsCalled() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        hooks.call(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        awaitAll(hooks);
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void callsBeyondTheCapacityAreDropped() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        patient.call(() -> {
            begun.countDown();
            awaitUninterrupted(gate);
        });
        begun.await();
        for (int i = 0; i < HookRunner.CAPACITY + 10; i++) {
            int number = i;
            patient.call(() -> called.add(number));
        }
        gate.countDown();
        awaitUntilCalled(HookRunner.CAPACITY - 1);
        awaitAll(patient);
        assertThat(called).hasSize(HookRunner.CAPACITY);
    }

    @Test
    void whatGoesWrongIsTold() throws Exception {
        hooks.call(() -> {
            throw new IllegalStateException("no");
        });
        awaitAll(hooks);
        assertThat(failures).containsExactly("a hook failed: java.lang.IllegalStateException: no");
    }

    private void note(String failure) {
        failures.add(failure);
    }

    private void awaitUntilCalled(int number) {
        while (!called.contains(number)) {
            Thread.onSpinWait();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("the hook was interrupted", e);
        }
    }

    private static void awaitAll(HookRunner runner) throws Exception {
        CompletableFuture<Void> last = new CompletableFuture<>();
        runner.call(() -> last.complete(null));
        last.get(10, TimeUnit.SECONDS);
    }
}
