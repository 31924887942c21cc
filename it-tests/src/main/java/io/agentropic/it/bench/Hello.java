package io.agentropic.it.bench;

/** The least that a JVM can do. */
public final class Hello {

    private Hello() {}

    /** Says hello, or waits to be killed when asked to {@code idle}. */
    public static void main(String[] args) throws InterruptedException {
        System.out.println("hello");
        if (args.length > 0) {
            Thread.sleep(600_000);
        }
    }
}
