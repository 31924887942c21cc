package io.agentropic.worker;

/**
 * A thread of the worker's own. It does not keep the JVM alive, and sits in the topmost thread group, where programs that
 * look after the threads of their own group do not find it.
 */
public final class Daemon {

    private Daemon() {}

    /** One that has not started yet. */
    public static Thread of(String name, Runnable task) {
        Thread thread = new Thread(topmost(), task, name, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    static ThreadGroup topmost() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        for (ThreadGroup parent = group.getParent(); parent != null; parent = group.getParent()) {
            group = parent;
        }
        return group;
    }
}
