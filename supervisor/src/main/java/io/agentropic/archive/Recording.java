package io.agentropic.archive;

import io.agentropic.ipc.Token;
import io.agentropic.namespace.CommandSearch;
import io.agentropic.program.JavaHome;
import io.agentropic.rundir.FileTree;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One archive that is being made: a JVM does what workers do and writes down what it needed for it. It is at the lowest
 * priority, in a directory of its own, and seen under its name only when it is whole.
 */
final class Recording {

    /** What runs in it. */
    private static final String MAIN_CLASS = "io.agentropic.worker.Rehearsal";

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int LAST_WORDS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);

    private final JavaHome java;
    private final Path workerJar;
    private final ClassArchive archive;
    private final Path socket;
    private final Thread thread;

    private Recording(JavaHome java, Path workerJar, ClassArchive archive, Path socket) {
        this.java = java;
        this.workerJar = workerJar;
        this.archive = archive;
        this.socket = socket;
        this.thread = Thread.ofVirtual().name("agentropic-recording").unstarted(this::make);
    }

    /** Begins to make {@code archive}; {@code socket} is used meanwhile. */
    static Recording begin(JavaHome java, Path workerJar, ClassArchive archive, Path socket) {
        var recording = new Recording(java, workerJar, archive, socket);
        recording.thread.start();
        return recording;
    }

    /** Waits so long until it is made; then it is given up. Nothing runs any more when this returns. */
    void end(Duration patience) {
        boolean interrupted = false;
        try {
            if (!thread.join(patience)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            thread.interrupt();
        }
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void make() {
        try {
            Path scene = Files.createTempDirectory(archive.file().getParent(), "recording-");
            try {
                make(scene);
            } finally {
                Files.deleteIfExists(socket);
                FileTree.delete(scene);
            }
        } catch (InterruptedException givenUp) {
            LOG.debug("the archive {} is not made, its supervisor ends", archive.file());
        } catch (IOException e) {
            LOG.warn("JVM {} starts agents without an archive of classes: {}", java.home(), e.getMessage());
        }
    }

    private void make(Path scene) throws IOException, InterruptedException {
        Path made = scene.resolve(archive.file().getFileName());
        Path log = scene.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(command(made)).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "LANG"));
        Process process = builder.start();
        try {
            try (Writer stdin = process.outputWriter(StandardCharsets.US_ASCII)) {
                stdin.write(Token.random().toHex() + "\n");
            }
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("making one took longer than " + LONGEST.toSeconds() + " s");
            }
        } finally {
            kill(process);
        }
        if (process.exitValue() != 0 || !Files.isRegularFile(made)) {
            throw new IOException("making one ended with code " + process.exitValue() + ": " + lastWords(log));
        }
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(made, archive.file(), StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> command(Path made) {
        List<String> command = new ArrayList<>();
        if (CommandSearch.find("nice", CommandSearch.ownPath()) instanceof CommandSearch.Result.Found(Path nice)) {
            command.addAll(List.of(nice.toString(), "-n", "19"));
        }
        command.add(java.executable().toString());
        command.addAll(archive.form().making(made));
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-cp",
                workerJar.toString(),
                MAIN_CLASS,
                socket.toString()));
        return command;
    }

    /** With the JVM that it had started to write the archive. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        Process killed = process.destroyForcibly();
        boolean interrupted = false;
        while (killed.isAlive()) {
            try {
                killed.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String lastWords(Path log) throws IOException {
        String all = Files.readString(log, StandardCharsets.ISO_8859_1);
        return all.substring(Math.max(0, all.length() - LAST_WORDS)).strip();
    }
}
