package io.agentropic.it.agents;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs that take more than their share; each is inside a {@link HardLimit} and has a bound of its own. */
final class Hogs {

    static final Map<String, ChildProgram.Behaviour> ALL = Map.of(
            "heap", Hogs::heap,
            "direct", Hogs::direct,
            "tmpfs", Hogs::tmpfs,
            "fill", Hogs::fill,
            "files", Hogs::files,
            "file-size", Hogs::fileSize,
            "child-memory", Hogs::childMemory,
            "threads", Hogs::threads,
            "forks", Hogs::forks,
            "spin", Hogs::spin);

    private static final int MEBIBYTE = 1 << 20;

    private Hogs() {}

    /** Fills the heap until the JVM has no more. */
    private static void heap(List<String> arguments) {
        HardLimit.requireHeap();
        List<byte[]> taken = new ArrayList<>();
        while (taken.size() < 1024) {
            taken.add(new byte[MEBIBYTE]);
        }
        throw new IllegalStateException("1 GiB of heap was given, more than -Xmx allows: " + taken.size());
    }

    /** Takes so many MiB of direct memory, touches them and holds them. */
    private static void direct(List<String> arguments) throws IOException {
        int mebibytes = Integer.parseInt(arguments.get(0));
        if ((long) mebibytes * MEBIBYTE > HardLimit.HARMLESS_BYTES) {
            HardLimit.requireMemory();
        }
        List<ByteBuffer> taken = new ArrayList<>();
        for (int i = 0; i < mebibytes; i++) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(MEBIBYTE);
            for (int at = 0; at < MEBIBYTE; at += 4096) {
                buffer.put(at, (byte) 1);
            }
            taken.add(buffer);
        }
        System.out.println("holding " + taken.size() + " MiB of direct memory");
        Pace.sleep(Stubborn.BOUND_MILLIS);
    }

    /** Writes so many MiB into one file below the given directory, a tmpfs. */
    private static void tmpfs(List<String> arguments) throws IOException {
        HardLimit.requireMemory();
        Path file = Files.createTempFile(Path.of(arguments.get(0)), "hog", ".bin");
        file.toFile().deleteOnExit();
        byte[] block = new byte[MEBIBYTE];
        try (var out = Files.newOutputStream(file)) {
            for (int i = 0; i < Integer.parseInt(arguments.get(1)); i++) {
                out.write(block);
            }
        }
        System.out.println("wrote " + Files.size(file) + " bytes");
    }

    /** Writes into the given file what fits, and 64 MiB at most. */
    private static void fill(List<String> arguments) throws IOException {
        byte[] block = new byte[1 << 16];
        long written = 0;
        try (OutputStream out = Files.newOutputStream(Path.of(arguments.get(0)))) {
            while (written < 64 << 20) {
                out.write(block);
                written += block.length;
            }
            System.out.println("wrote " + written + " bytes");
        } catch (IOException full) {
            System.out.println("refused after " + written + " bytes: " + full.getMessage());
        }
    }

    /** Opens files until it is refused and says how many there were. */
    private static void files(List<String> arguments) throws IOException {
        HardLimit.requireFiles();
        List<InputStream> open = new ArrayList<>();
        try {
            while (open.size() < 8_192) {
                open.add(Files.newInputStream(Path.of("/dev/null")));
            }
        } catch (IOException refused) {
            int count = open.size();
            for (InputStream file : open) {
                file.close();
            }
            System.out.println("refused after " + count + " files: " + refused.getMessage());
        }
    }

    /** Writes so many MiB into a file of the working directory and says how far it came. */
    private static void fileSize(List<String> arguments) throws IOException {
        byte[] block = new byte[MEBIBYTE];
        Path file = Path.of("large.bin");
        try (var out = Files.newOutputStream(file)) {
            for (int i = 0; i < Math.min(64, Integer.parseInt(arguments.get(0))); i++) {
                out.write(block);
            }
            System.out.println("wrote everything");
        } catch (IOException refused) {
            System.out.println("refused at " + Files.size(file) + " bytes: " + refused.getMessage());
        }
    }

    /** Has a process of its own take so many MiB, says what became of it, and lives on. */
    private static void childMemory(List<String> arguments) throws IOException, InterruptedException {
        HardLimit.requireMemory();
        int mebibytes = Math.min(512, Integer.parseInt(arguments.get(0)));
        int code = new ProcessBuilder("/bin/sh", "-c", "head -c " + mebibytes + "m /dev/zero | tail")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        System.out.println("the child ended with " + code);
        Pace.sleep(Stubborn.BOUND_MILLIS);
    }

    /** Starts threads until it is refused, says how many there were and ends well. */
    private static void threads(List<String> arguments) throws IOException {
        HardLimit.requireProcesses();
        int started = 0;
        try {
            for (; started < 2_000; started++) {
                var thread = new Thread(() -> Pace.sleep(30_000), "bomb-" + started);
                thread.setDaemon(true);
                thread.start();
            }
            System.out.println("2000 threads were given");
        } catch (OutOfMemoryError refused) {
            System.out.println("refused after " + started + " threads: " + refused.getMessage());
        }
    }

    /** Starts processes that start processes, until all are refused. */
    private static void forks(List<String> arguments) throws IOException, InterruptedException {
        HardLimit.requireProcesses();
        String bomb = "bomb() { n=$1; while [ $n -gt 0 ]; do n=$((n-1)); bomb $n & done; sleep 60; }; bomb 8";
        new ProcessBuilder("sh", "-c", bomb).inheritIO().start().waitFor();
    }

    /** Keeps so many threads busy for so many milliseconds, from when the named file is there, if one is named. */
    private static void spin(List<String> arguments) {
        while (arguments.size() > 2 && !Files.exists(Path.of(arguments.get(2)))) {
            Pace.sleep(20);
        }
        long millis = Math.min(60_000, Long.parseLong(arguments.get(1)));
        long end = System.nanoTime() + millis * 1_000_000;
        for (int i = 0; i < Math.min(16, Integer.parseInt(arguments.get(0))); i++) {
            new Thread(
                            () -> {
                                while (System.nanoTime() < end) {
                                    Thread.onSpinWait();
                                }
                            },
                            "spin-" + i)
                    .start();
        }
    }
}
