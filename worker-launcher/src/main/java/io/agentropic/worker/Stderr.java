package io.agentropic.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The worker's own lines on standard error. They bypass {@code System.err}, which the agent may have replaced, or whose
 * lock it may hold for good.
 */
final class Stderr {

    private static final FileOutputStream STDERR = new FileOutputStream(FileDescriptor.err);

    private Stderr() {}

    static void line(String text) {
        try {
            STDERR.write(("agentropic-worker: " + text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // The agent closed standard error, or its file cannot grow: there is nowhere left to say so.
        }
    }
}
