package io.agentropic.spawn;

import io.agentropic.syscall.SyscallException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command that is started under restrictions, while the JVM that starts it stays free.
 *
 * @param command the program, by its path, and its arguments
 * @param environment its variables, all of them
 * @param directory where it starts; {@code null} for where the supervisor is
 * @param stdout what its standard output is appended to
 * @param stderr what its standard error is appended to
 * @param steps what restricts it, in order
 */
public record ConfinedSpawn(
        List<String> command,
        Map<String, String> environment,
        @Nullable Path directory,
        Path stdout,
        Path stderr,
        List<ThreadStep> steps) {

    /** Copies the collections. */
    public ConfinedSpawn {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        steps = List.copyOf(steps);
    }

    /** Whether the C library offers what this needs: glibc 2.34. */
    public static boolean isSupported() {
        return ChildImage.isSupported();
    }

    /**
     * Starts it and makes sure that no thread of this JVM was restricted with it. Any clean thread may call this, a
     * virtual one too; it takes some milliseconds.
     *
     * @throws SyscallException naming the call that failed; no child is left then
     * @throws TaintedThreadException when a thread of this JVM is restricted; the child was killed
     */
    public SpawnedChild start() {
        Descriptor.Pipe pipe = Descriptor.Pipe.open();
        boolean started = false;
        try (Descriptor stdin = pipe.read();
                Descriptor out = Descriptor.appendingTo(stdout);
                Descriptor err = Descriptor.appendingTo(stderr);
                ChildImage image = new ChildImage(command, environment, directory, stdin, out, err)) {
            long[] answers = DisposableThread.run(steps, image);
            SpawnedChild child = SpawnedChild.watch(image.pid(), pipe.write(), answers);
            Taint.requireNone(child);
            started = true;
            return child;
        } finally {
            if (!started) {
                pipe.write().close();
            }
        }
    }
}
