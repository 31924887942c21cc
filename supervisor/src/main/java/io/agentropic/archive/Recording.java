package io.agentropic.archive;

import io.agentropic.rundir.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One archive that is being made, in a directory of its own; it is seen under its name only when it is whole.
 */
final class Recording {

    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);

    private final ClassArchive archive;
    private final String whose;
    private final Making making;
    private final Semaphore turn;
    private final Thread thread;

    private Recording(ClassArchive archive, String whose, Making making, Semaphore turn) {
        this.archive = archive;
        this.whose = whose;
        this.making = making;
        this.turn = turn;
        this.thread = Thread.ofPlatform().daemon().name("agentropic-recording").unstarted(this::make);
    }

    /**
     * Begins to make {@code archive}.
     *
     * @param whose who does without when it cannot be made, for the log
     * @param turn one permit, as one archive is made at a time
     */
    static Recording begin(ClassArchive archive, String whose, Making making, Semaphore turn) {
        var recording = new Recording(archive, whose, making, turn);
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
            turn.acquire();
            try {
                makeNow();
            } finally {
                turn.release();
            }
        } catch (InterruptedException givenUp) {
            LOG.debug("the archive {} is not made, its supervisor ends", archive.file());
        } catch (IOException e) {
            LOG.warn("{} without an archive of classes: {}", whose, e.getMessage());
        }
    }

    private void makeNow() throws IOException, InterruptedException {
        Path scene = Files.createTempDirectory(archive.file().getParent(), "recording-");
        try {
            make(scene);
        } finally {
            FileTree.delete(scene);
        }
    }

    private void make(Path scene) throws IOException, InterruptedException {
        Path made = scene.resolve(archive.file().getFileName());
        making.make(made, scene);
        if (!Files.isRegularFile(made)) {
            throw new IOException("making one left nothing");
        }
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(made, archive.file(), StandardCopyOption.ATOMIC_MOVE);
    }
}
