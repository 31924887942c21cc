package io.agentropic.archive;

import java.io.IOException;
import java.nio.file.Path;

/** How one archive is made. */
@FunctionalInterface
interface Making {

    /**
     * Makes it.
     *
     * @param made the file that is to be there afterwards
     * @param scene a directory that is its own and is removed afterwards; {@code made} lies in it
     * @throws IOException when it cannot be made
     * @throws InterruptedException when it is given up
     */
    void make(Path made, Path scene) throws IOException, InterruptedException;
}
