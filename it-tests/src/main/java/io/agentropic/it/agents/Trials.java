package io.agentropic.it.agents;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Programs that try what a sandbox refuses, and say what came of it: {@code ACTION: done} or {@code ACTION: refused}. They
 * run nowhere else.
 */
final class Trials {

    static final Map<String, ChildProgram.Behaviour> ALL = Map.ofEntries(
            trial("read", arguments -> Files.readString(Path.of(arguments.get(0)))),
            trial("list", arguments -> list(Path.of(arguments.get(0)))),
            trial("write", arguments -> write(Path.of(arguments.get(0)))),
            trial("chmod", arguments -> chmod(Path.of(arguments.get(0)))),
            trial("tmp", none -> System.out.println(Files.writeString(Files.createTempFile("a", "b"), "mine"))),
            trial(
                    "exec",
                    arguments ->
                            new ProcessBuilder(arguments).inheritIO().start().waitFor()),
            trial("open", none -> open()),
            trial("connect", arguments -> connect(Integer.parseInt(arguments.get(0)))),
            trial("listen", none -> new ServerSocket(0).close()),
            trial("udp", none -> new DatagramSocket().close()),
            trial("loopback", none -> throughLoopback()));

    private Trials() {}

    private static Map.Entry<String, ChildProgram.Behaviour> trial(String name, ChildProgram.Behaviour action) {
        return Map.entry("try-" + name, arguments -> {
            requireInside();
            try {
                action.run(arguments);
                System.out.println(name + ": done");
            } catch (IOException refused) {
                System.out.println(name + ": refused");
            }
        });
    }

    private static void write(Path file) throws IOException {
        Files.writeString(file, "written", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void chmod(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    /** Outside every process can read this of itself, and has no filter. */
    private static void requireInside() {
        String status;
        try {
            status = Files.readString(Path.of("/proc/self/status"));
        } catch (IOException inside) {
            return;
        }
        if (!status.contains("Seccomp:\t2")) {
            throw new IllegalStateException("this is no sandbox");
        }
    }

    /** Opens files until it is refused. */
    private static void open() throws IOException {
        List<InputStream> open = new ArrayList<>();
        try {
            while (open.size() < 1_024) {
                open.add(Files.newInputStream(Path.of("/dev/null")));
            }
        } finally {
            for (InputStream file : open) {
                file.close();
            }
        }
    }

    private static void list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            System.out.println(files.count());
        }
    }

    private static void throughLoopback() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connect(server.getLocalPort());
        }
    }

    private static void connect(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        }
    }
}
