package io.agentropic.config;

import org.yaml.snakeyaml.error.Mark;

/**
 * A place in the file.
 *
 * @param line from 1
 * @param column from 1
 */
record Location(int line, int column) {

    static final Location START = new Location(1, 1);

    static Location of(Mark mark) {
        return new Location(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
