package io.agentropic.worker.shared;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ThreadFactory;

/** Virtual threads, from code that runs on JVMs without them as well. */
final class VirtualThreads {

    /** The number of platform threads that carry them. */
    static final int CARRIERS = Integer.getInteger(
            "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());

    private VirtualThreads() {}

    /** Makes threads that inherit nothing. */
    static ThreadFactory factory() {
        try {
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Object bare = type.getMethod("inheritInheritableThreadLocals", boolean.class)
                    .invoke(builder, false);
            return (ThreadFactory) type.getMethod("factory").invoke(bare);
        } catch (ClassNotFoundException | NoSuchMethodException missing) {
            throw new IllegalStateException("agents share a JVM from Java 21 on, this is " + Runtime.version());
        } catch (IllegalAccessException | InvocationTargetException refused) {
            throw new IllegalStateException("this JVM refuses virtual threads", refused);
        }
    }
}
