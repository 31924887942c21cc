package io.agentropic.it.agents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Programs that say something on their standard streams. */
final class Words {

    static final Map<String, ChildProgram.Behaviour> ALL = Map.of(
            "print", arguments -> System.out.println(String.join(" ", arguments)),
            "error", arguments -> System.err.println(String.join(" ", arguments)),
            "lines", Words::lines,
            "flood", Words::flood,
            "environment",
                    arguments -> new TreeMap<>(System.getenv()).forEach((k, v) -> System.out.println(k + "=" + v)),
            "limits", arguments -> copy(Path.of("/proc/self/limits")),
            "command-line",
                    arguments -> System.out.println(
                            Files.readString(Path.of("/proc/self/cmdline")).replace('\0', ' ')),
            "java", arguments -> System.out.println("java " + Runtime.version().feature()),
            "directory", arguments -> System.out.println(Path.of("").toAbsolutePath()),
            "input", Words::input);

    private Words() {}

    /** So many numbered lines on both streams. */
    private static void lines(List<String> arguments) {
        for (int i = 1; i <= Integer.parseInt(arguments.get(0)); i++) {
            System.out.println("out " + i);
            System.err.println("err " + i);
        }
    }

    /** So many MiB on standard output without one line end. */
    private static void flood(List<String> arguments) {
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        for (int i = 0; i < Math.min(2_048, Integer.parseInt(arguments.get(0))); i++) {
            System.out.write(block, 0, block.length);
        }
        System.out.flush();
        System.err.println("flooded");
    }

    private static void copy(Path file) throws IOException {
        System.out.print(Files.readString(file));
    }

    private static void input(List<String> arguments) throws IOException {
        System.out.println("stdin: '" + new String(System.in.readAllBytes(), StandardCharsets.UTF_8) + "'");
    }
}
