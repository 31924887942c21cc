package io.agentropic.it.siege;

import io.agentropic.it.kernel.MachineCode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Whether this host lets 64-bit programs into its 32-bit system calls. A kernel started with {@code ia32_emulation=0},
 * and some virtual processors, answer {@code int 0x80} with SIGSEGV; so a child without any fence tries it.
 */
final class ThirtyTwoBitDoor {

    private ThirtyTwoBitDoor() {}

    /** The child that tries. */
    public static void main(String[] arguments) {
        System.exit(MachineCode.thirtyTwoBitGetpid() == ProcessHandle.current().pid() ? 0 : 1);
    }

    /** Whether the child came through. */
    static boolean isOpen() throws IOException, InterruptedException {
        if (!MachineCode.hasThirtyTwoBitDoor()) {
            return false;
        }
        return new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:+SuppressFatalErrorMessage",
                                "-XX:-CreateCoredumpOnCrash",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                Fenced.jar().toString(),
                                ThirtyTwoBitDoor.class.getName())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
