package io.agentropic.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** {@link SocketUser} in a process of its own: one command, one line of answer. */
final class Conversation implements AutoCloseable {

    private final Process child;
    private final Writer in;
    private final BufferedReader out;

    private Conversation(Process child) {
        this.child = child;
        this.in = child.outputWriter(StandardCharsets.UTF_8);
        this.out = child.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts the program; {@code enclose} is given its process id before its first instruction. */
    static Conversation start(Map<String, String> environment, LongConsumer enclose) throws IOException {
        return start(environment, enclose, SocketUser.class);
    }

    /** Another program of these tests, which answers as {@link SocketUser} does. */
    static Conversation start(
            Map<String, String> environment, LongConsumer enclose, Class<?> program, String... arguments)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "read -r _ && exec \"$@\"", "sh")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.command().addAll(command(program));
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        Conversation conversation = new Conversation(builder.start());
        try {
            enclose.accept(conversation.pid());
            conversation.say("go");
            conversation.expect("ready");
            return conversation;
        } catch (IOException | RuntimeException e) {
            conversation.close();
            throw e;
        }
    }

    /** The words of the command that runs {@link SocketUser}. */
    static List<String> command() {
        return command(SocketUser.class);
    }

    private static List<String> command(Class<?> program) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName());
    }

    long pid() {
        return child.pid();
    }

    void say(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    void expect(String line) throws IOException {
        String answer = out.readLine();
        if (!line.equals(answer)) {
            throw new IllegalStateException("'" + answer + "' instead of '" + line + "'");
        }
    }

    String ask(String command) {
        try {
            say(command);
            return String.valueOf(out.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(command, e);
        }
    }

    @Override
    public void close() {
        child.destroyForcibly();
    }
}
