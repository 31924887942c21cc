package io.agentropic.it.agents;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Programs that take sockets until they are refused. */
final class Connections {

    static final Map<String, ChildProgram.Behaviour> ALL = Map.of("sockets", Connections::sockets);

    private static final int BOUND = 64;

    private Connections() {}

    /**
     * Takes TCP sockets until it is refused, gives one back and takes one of UDP; then 64 threads race for all of them. Says how
     * many there were each time.
     */
    private static void sockets(List<String> arguments) throws Exception {
        List<Channel> open = new ArrayList<>();
        System.out.println("opened " + openAll(open));
        open.remove(open.size() - 1).close();
        open.add(DatagramChannel.open());
        System.out.println("gave one back, opened 1, then " + openAll(open));
        for (Channel socket : open) {
            socket.close();
        }
        System.out.println("raced for " + race());
    }

    private static int openAll(List<Channel> open) {
        int count = 0;
        try {
            while (count < BOUND) {
                open.add(SocketChannel.open());
                count++;
            }
        } catch (IOException refused) {
            System.err.println("refused: " + refused.getMessage());
        }
        return count;
    }

    private static int race() throws InterruptedException {
        AtomicInteger opened = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(BOUND);
        List<Thread> racers = new ArrayList<>();
        for (int i = 0; i < BOUND; i++) {
            Thread racer = new Thread(() -> holdOne(go, tried, opened), "racer-" + i);
            racer.start();
            racers.add(racer);
        }
        go.countDown();
        for (Thread racer : racers) {
            racer.join();
        }
        return opened.get();
    }

    /** Holds the socket until everybody has tried. */
    private static void holdOne(CountDownLatch go, CountDownLatch tried, AtomicInteger opened) {
        try {
            go.await();
            try (SocketChannel socket = SocketChannel.open()) {
                opened.addAndGet(socket.isOpen() ? 1 : 0);
                tried.countDown();
                tried.await();
            } catch (IOException refused) {
                tried.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
