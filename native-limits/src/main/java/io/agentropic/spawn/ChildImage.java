package io.agentropic.spawn;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.agentropic.syscall.SyscallException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command as posix_spawn(3) takes it, in native memory: words, environment, standard streams, directory. The child
 * leads a session of its own, with every signal at its default and none blocked, and inherits no further descriptor.
 */
final class ChildImage implements AutoCloseable {

    /** More than {@code posix_spawn_file_actions_t} (80), {@code posix_spawnattr_t} (336) and {@code sigset_t} (128). */
    private static final int ACTIONS_BYTES = 256;

    private static final int ATTRIBUTES_BYTES = 1024;
    private static final int SIGNALS_BYTES = 128;

    private static final int SETSIGDEF = 0x04;
    private static final int SETSIGMASK = 0x08;
    private static final int SETSID = 0x80;

    private static final int FIRST_INHERITED = 3;
    private static final String CLOSE_FROM = "posix_spawn_file_actions_addclosefrom_np";
    private static final String CHANGE_DIRECTORY = "posix_spawn_file_actions_addchdir_np";

    private final List<Memory> strings = new ArrayList<>();
    private final Memory actions = zeroed(ACTIONS_BYTES);
    private final Memory attributes = zeroed(ATTRIBUTES_BYTES);
    private final Memory noSignals = zeroed(SIGNALS_BYTES);
    private final Memory allSignals = zeroed(SIGNALS_BYTES);
    private final Memory pid = zeroed(Integer.BYTES);
    private final Memory words;
    private final Memory environment;

    ChildImage(
            List<String> command,
            Map<String, String> environment,
            @Nullable Path directory,
            Descriptor stdin,
            Descriptor stdout,
            Descriptor stderr) {
        this.words = strings(command);
        this.environment = strings(environment.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList());
        Posix.posix_spawn_file_actions_init(Pointer.nativeValue(actions));
        Posix.posix_spawnattr_init(Pointer.nativeValue(attributes));
        try {
            describe(directory, List.of(stdin, stdout, stderr));
        } catch (SyscallException e) {
            close();
            throw e;
        }
    }

    /** Whether the C library can close descriptors in the child (glibc 2.34) and change its directory (2.29). */
    static boolean isSupported() {
        NativeLibrary library = NativeLibrary.getInstance("c");
        try {
            library.getFunction(CLOSE_FROM);
            library.getFunction(CHANGE_DIRECTORY);
            return true;
        } catch (UnsatisfiedLinkError olderLibrary) {
            return false;
        }
    }

    private void describe(@Nullable Path directory, List<Descriptor> streams) {
        for (int stream = 0; stream < streams.size(); stream++) {
            require(
                    "posix_spawn_file_actions_adddup2",
                    Posix.posix_spawn_file_actions_adddup2(
                            Pointer.nativeValue(actions), streams.get(stream).numberBeyondStandardStreams(), stream));
        }
        if (directory != null) {
            require(CHANGE_DIRECTORY, function(CHANGE_DIRECTORY).invokeInt(new Object[] {actions, directory.toString()
            }));
        }
        require(CLOSE_FROM, function(CLOSE_FROM).invokeInt(new Object[] {actions, FIRST_INHERITED}));
        Posix.sigemptyset(Pointer.nativeValue(noSignals));
        Posix.sigfillset(Pointer.nativeValue(allSignals));
        long target = Pointer.nativeValue(attributes);
        require("posix_spawnattr_setsigmask", Posix.posix_spawnattr_setsigmask(target, Pointer.nativeValue(noSignals)));
        require(
                "posix_spawnattr_setsigdefault",
                Posix.posix_spawnattr_setsigdefault(target, Pointer.nativeValue(allSignals)));
        require("posix_spawnattr_setflags", Posix.posix_spawnattr_setflags(target, (short)
                (SETSIGDEF | SETSIGMASK | SETSID)));
    }

    /** Starts it from the present thread; answers an errno, 0 for success. Allocates nothing. */
    int spawn() {
        return Posix.posix_spawn(
                Pointer.nativeValue(pid),
                Pointer.nativeValue(strings.getFirst()),
                Pointer.nativeValue(actions),
                Pointer.nativeValue(attributes),
                Pointer.nativeValue(words),
                Pointer.nativeValue(environment));
    }

    /** Of the child, once it was started. */
    int pid() {
        return pid.getInt(0);
    }

    @Override
    public void close() {
        Posix.posix_spawn_file_actions_destroy(Pointer.nativeValue(actions));
        Posix.posix_spawnattr_destroy(Pointer.nativeValue(attributes));
    }

    private static Function function(String name) {
        return NativeLibrary.getInstance("c").getFunction(name);
    }

    private static void require(String call, int errno) {
        if (errno != 0) {
            throw new SyscallException(call, errno);
        }
    }

    private Memory strings(List<String> texts) {
        Memory pointers = zeroed((texts.size() + 1) * Long.BYTES);
        for (int i = 0; i < texts.size(); i++) {
            byte[] bytes = texts.get(i).getBytes(StandardCharsets.UTF_8);
            Memory string = zeroed(bytes.length + 1);
            string.write(0, bytes, 0, bytes.length);
            strings.add(string);
            pointers.setPointer((long) i * Long.BYTES, string);
        }
        return pointers;
    }

    private static Memory zeroed(int bytes) {
        Memory memory = new Memory(bytes);
        memory.clear();
        return memory;
    }
}
