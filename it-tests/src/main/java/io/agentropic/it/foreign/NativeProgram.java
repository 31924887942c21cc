package io.agentropic.it.foreign;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Native memory and native crashes, without a native library: {@code NativeProgram hold MIB} takes memory that no JVM
 * flag bounds and keeps it for ten minutes, {@code NativeProgram crash} writes to address 0.
 */
public final class NativeProgram {

    private static final int HARMLESS_MEBIBYTES = 512;
    private static final long LARGEST_LIMIT = 1L << 30;
    private static final long MEBIBYTE = 1 << 20;

    private NativeProgram() {}

    /** Runs the command. */
    public static void main(String[] args) throws IOException, InterruptedException {
        switch (args[0]) {
            case "hold" -> hold(Integer.parseInt(args[1]));
            case "crash" -> crash();
            default -> throw new IllegalArgumentException("unknown command '" + args[0] + "'");
        }
    }

    /** A segment of our own making is what crashes a JVM: the method that makes it is restricted for that reason. */
    @SuppressWarnings("restricted")
    private static void crash() {
        MemorySegment.ofAddress(0).reinterpret(Long.BYTES).set(ValueLayout.JAVA_LONG, 0, 1);
    }

    private static void hold(int mebibytes) throws IOException, InterruptedException {
        if (mebibytes > HARMLESS_MEBIBYTES) {
            requireMemoryLimit();
        }
        for (int i = 0; i < mebibytes; i++) {
            Arena.global().allocate(MEBIBYTE).fill((byte) 1);
        }
        System.out.println("holding " + mebibytes + " MiB of native memory");
        Thread.sleep(600_000);
    }

    private static void requireMemoryLimit() throws IOException {
        String group = Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
                .filter(line -> line.startsWith("0::"))
                .findFirst()
                .orElse("0::/");
        Path file = Path.of("/sys/fs/cgroup" + group.substring(3), "memory.max");
        String limit = Files.exists(file) ? Files.readString(file).strip() : "none";
        if (!limit.matches("[0-9]{1,18}") || Long.parseLong(limit) > LARGEST_LIMIT) {
            throw new IllegalStateException("refused: memory.max is '" + limit + "', no limit up to " + LARGEST_LIMIT);
        }
    }
}
