package io.agentropic.worker.shared;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/** Virtual threads, from code that runs on JVMs without them as well. */
final class VirtualThreads {

    /** The number of platform threads that carry them. */
    static final int CARRIERS = Integer.getInteger(
            "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());

    private static final String BUILDER = "java.lang.Thread$Builder";
    private static final String BUILDER_FOR_SCHEDULER = "java.lang.ThreadBuilders$VirtualThreadBuilder";

    private VirtualThreads() {}

    /** Makes threads that inherit nothing, on {@link Carriers} where this JVM lets itself be told who carries them. */
    static ThreadFactory factory() {
        try {
            return factory(builder());
        } catch (ClassNotFoundException | NoSuchMethodException missing) {
            throw new IllegalStateException("agents share a JVM from Java 21 on, this is " + Runtime.version());
        } catch (IllegalAccessException | InvocationTargetException refused) {
            throw new IllegalStateException("this JVM refuses virtual threads", refused);
        }
    }

    private static ThreadFactory factory(Object builder)
            throws ClassNotFoundException, NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        Class<?> type = Class.forName(BUILDER);
        Object bare =
                type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
        return (ThreadFactory) type.getMethod("factory").invoke(bare);
    }

    private static Object builder() throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        try {
            Constructor<?> onScheduler = Class.forName(BUILDER_FOR_SCHEDULER).getDeclaredConstructor(Executor.class);
            onScheduler.setAccessible(true);
            return onScheduler.newInstance(Carriers.start(CARRIERS));
        } catch (ReflectiveOperationException | InaccessibleObjectException notHere) {
            System.err.println("agents of this JVM are carried by the JDK's own scheduler, under which one that passes"
                    + " checkpoints all the time may hold up others: " + notHere);
            return Thread.class.getMethod("ofVirtual").invoke(null);
        }
    }
}
