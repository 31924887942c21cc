package io.agentropic.notify;

import io.agentropic.seccomp.SyscallFilter;
import io.agentropic.syscall.Architecture;
import io.agentropic.syscall.Descriptor;
import io.agentropic.syscall.NotificationListener;
import io.agentropic.syscall.NotificationListener.Call;
import io.agentropic.syscall.NotificationListener.Found;
import io.agentropic.syscall.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the network sockets of one agent for it, as many as it may have open; one too many fails with EMFILE. The socket
 * is in the agent's table of descriptors before its call returns and before the next one is looked at, so that the count
 * is exact whoever races whom. Whatever goes wrong refuses: where this thread has ended, socket(2) fails with ENOSYS.
 *
 * <p>Any thread may call its methods.
 */
public final class SocketBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SocketBroker.class);

    private static final int EMFILE = 24;
    private static final int EPROTONOSUPPORT = 93;

    private static final int TYPE = 0xf;
    private static final int STREAM = 1;
    private static final int DATAGRAM = 2;
    private static final int NON_BLOCKING = 0x800;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final NotificationListener listener;
    private final IssuedSockets sockets;
    private final Thread thread;
    private volatile int most;
    private volatile boolean serving = true;

    private SocketBroker(String agent, NotificationListener listener, IssuedSockets sockets, int most) {
        this.listener = listener;
        this.sockets = sockets;
        this.most = most;
        this.thread =
                Thread.ofPlatform().name("agentropic-sockets-" + agent).daemon().unstarted(this::serve);
    }

    /** What the thread that starts the child installs; it asks about sockets, and refuses what would hide one. */
    public static SyscallFilter filter() {
        return SocketFilter.of(Architecture.host());
    }

    /**
     * Serves from now on, until nobody is left who could ask.
     *
     * @param agent names the thread
     * @param asked the filter's listener; taken over
     * @param most how many sockets may be open at a time
     * @param processes every process that could have one of them; asked at each new socket
     */
    public static SocketBroker start(
            String agent, Descriptor asked, int most, Supplier<? extends Collection<Long>> processes) {
        var sockets = new IssuedSockets(Path.of("/proc"), processes);
        var broker = new SocketBroker(agent, NotificationListener.of(asked), sockets, most);
        broker.thread.start();
        return broker;
    }

    /** How many sockets may be open at a time. */
    public int most() {
        return most;
    }

    /** Whether it still answers. */
    public boolean serving() {
        return serving;
    }

    /** Sets how many sockets may be open from now on. Those that are open stay so; no further one is made meanwhile. */
    public void change(int wanted) {
        most = wanted;
    }

    private void serve() {
        try {
            Found found = listener.await();
            while (found == Found.CALL) {
                listener.receive().ifPresent(this::answer);
                found = listener.await();
            }
        } catch (RuntimeException e) {
            LOG.error("{} ends: its agent can open no more connections", thread.getName(), e);
        } finally {
            listener.endAnswering();
            serving = false;
        }
    }

    private void answer(Call call) {
        if (!ordinary(call)) {
            listener.refuse(call, EPROTONOSUPPORT);
        } else if (sockets.count() >= most) {
            listener.refuse(call, EMFILE);
        } else {
            make(call);
        }
    }

    /** TCP and UDP. Other protocols make connections of their own inside the kernel, or need privileges. */
    private static boolean ordinary(Call call) {
        int type = call.second() & TYPE;
        int protocol = call.third();
        int known = call.second() & ~(TYPE | NON_BLOCKING | CLOSE_ON_EXEC);
        boolean tcp = type == STREAM && (protocol == 0 || protocol == TCP);
        boolean udp = type == DATAGRAM && (protocol == 0 || protocol == UDP);
        return known == 0 && (tcp || udp);
    }

    private void make(Call call) {
        try (Descriptor made = Descriptor.ofSocket(call.first(), call.second(), call.third())) {
            long inode = (Long) Files.getAttribute(Path.of("/proc/self/fd/" + made.number()), "unix:ino");
            int refused = listener.give(call, made, (call.second() & CLOSE_ON_EXEC) != 0);
            if (refused == 0) {
                sockets.add(inode);
            } else {
                listener.refuse(call, refused);
            }
        } catch (SyscallException e) {
            listener.refuse(call, e.errno());
        } catch (IOException e) {
            LOG.error("a socket for the agent cannot be identified and is refused", e);
            listener.refuse(call, EMFILE);
        }
    }

    /** Ends the thread and waits for it. From then on the agent's calls fail with ENOSYS. Idempotent. */
    @Override
    public void close() {
        if (thread.isAlive()) {
            listener.wakeUp();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        listener.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
