package io.agentropic.bootstrap;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * SIGTERM and SIGINT as calls. Reached by reflection: {@code sun.misc.Signal} is supported (module jdk.unsupported), yet
 * hidden from a compiler that targets a release.
 */
public final class TerminationSignals {

    private TerminationSignals() {}

    /** From now on each of these signals runs {@code reaction} on a thread of its own instead of ending the JVM. */
    public static void handle(Runnable reaction) {
        InvocationHandler handler = (proxy, method, args) -> {
            if (method.getName().equals("handle")) {
                new Thread(reaction, "agentropic-signal").start();
                return null;
            }
            throw new UnsupportedOperationException(method.toString());
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    TerminationSignals.class.getClassLoader(), new Class<?>[] {signalHandler}, handler);
            Method handle = signal.getMethod("handle", signal, signalHandler);
            for (String name : new String[] {"TERM", "INT"}) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM lets no signals be handled; was it started with -Xrs?", e);
        }
    }
}
