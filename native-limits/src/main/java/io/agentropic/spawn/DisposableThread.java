package io.agentropic.spawn;

import com.sun.jna.Native;
import io.agentropic.syscall.SyscallException;
import java.util.List;

/**
 * A thread that restricts itself, starts one child and ends. Restrictions are a thread's own and pass to what it starts:
 * to the child, which is the purpose, and to every thread that the JDK would make from here, which is why nothing of the
 * JDK is used on it. It makes prepared calls and writes plain fields; it logs nothing, completes no future, takes no
 * lock. It is a platform thread: a virtual one would leave its carrier restricted.
 */
final class DisposableThread implements Runnable {

    private final ThreadStep[] steps;
    private final ChildImage image;

    // Written by the thread, read after it has ended.
    private final long[] answers;
    private int made;
    private int errno;

    private DisposableThread(List<ThreadStep> steps, ChildImage image) {
        this.steps = steps.toArray(ThreadStep[]::new);
        this.image = image;
        this.answers = new long[this.steps.length];
    }

    /**
     * Makes the steps in order and starts the child, on a fresh thread that is gone when this returns.
     *
     * @return what the kernel answered to each step
     * @throws SyscallException naming the step that failed; no child was started then
     */
    static long[] run(List<ThreadStep> steps, ChildImage image) {
        var work = new DisposableThread(steps, image);
        Thread thread = Thread.ofPlatform().name("agentropic-confined").unstarted(work);
        thread.start();
        awaitEnd(thread);
        work.closeListeners();
        work.requireSuccess();
        return work.answers;
    }

    @Override
    public void run() {
        for (int i = 0; i < steps.length; i++) {
            answers[i] = steps[i].make();
            if (answers[i] < 0) {
                errno = Native.getLastError();
                return;
            }
            made++;
        }
        errno = image.spawn();
    }

    /** Without a child nobody else will. */
    private void closeListeners() {
        for (int i = 0; errno != 0 && i < made; i++) {
            if (steps[i].opensListener()) {
                Posix.close((int) answers[i]);
            }
        }
    }

    private void requireSuccess() {
        if (errno != 0) {
            throw new SyscallException(made < steps.length ? steps[made].toString() : "posix_spawn", errno);
        }
    }

    /** An interruption is kept for later: what the thread uses must not be given back while it runs. */
    private static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
