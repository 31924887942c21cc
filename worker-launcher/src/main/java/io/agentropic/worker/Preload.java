package io.agentropic.worker;

/**
 * Loads and links a class of the program, without initializing it: nothing of the program runs. What fails will fail again, and
 * be told, when it is to run.
 */
final class Preload implements Runnable {

    private final String className;

    Preload(String className) {
        this.className = className;
    }

    /** Has a thread of its own do it; what the JVM does to reach the supervisor leaves a processor free for that. */
    void beside() {
        Daemon.of("agentropic-preload", this).start();
    }

    @Override
    public void run() {
        try {
            link(LoadedClass.named(className));
        } catch (NotLoadableException | LinkageError | RuntimeException toldLater) {
            // As if nothing had been loaded; the JVM refuses some names by a SecurityException.
        }
    }

    /** Whoever asks a class for its members has it linked, and not initialized; how many there are. */
    private static int link(Class<?> type) {
        return type.getConstructors().length + type.getMethods().length;
    }
}
