package io.agentropic.it.attack;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;

/**
 * An agent that others attack: it listens on an abstract socket that its argument names, prints {@code signal NAME} for
 * each signal it gets, and waits to be stopped.
 */
public final class Bystander implements Agent {

    private static final Duration LONG = Duration.ofHours(1);

    @Override
    public void execute(AgentContext context) throws Exception {
        report("WINCH");
        String socket = context.args().get(0);
        long descriptor = Sockets.open(Sockets.UNIX, Sockets.STREAM, 0).value();
        Sockets.Address address = Sockets.Address.unix("\0" + socket);
        Kernel.call(Syscall.BIND, descriptor, address.memory(), address.length());
        Kernel.call(Syscall.LISTEN, descriptor, 8);
        context.ready();
        while (!context.stopRequested()) {
            context.receive(LONG);
        }
    }

    /** By reflection: {@code sun.misc.Signal} is supported, yet javac warns of it and cannot be told not to. */
    private static void report(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        InvocationHandler printing = (proxy, method, arguments) -> {
            System.out.println("signal " + name);
            return null;
        };
        Object print = Proxy.newProxyInstance(Bystander.class.getClassLoader(), new Class<?>[] {handler}, printing);
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), print);
    }
}
