package io.agentropic.it.siege;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a Markdown file that is generated, between two marks.
 *
 * @param file the file, which has the marks
 */
record MarkedBlock(Path file) {

    private static final String BEGIN = "<!-- attacks: written by it-tests/attacks --write -->\n";
    private static final String END = "<!-- attacks: end -->\n";

    /** What stands there now. */
    String text() throws IOException {
        String whole = Files.readString(file);
        return whole.substring(begin(whole), end(whole));
    }

    /** Puts other text there. */
    void replace(String text) throws IOException {
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, begin(whole)) + text + whole.substring(end(whole)));
    }

    private int begin(String whole) {
        return found(whole.indexOf(BEGIN)) + BEGIN.length();
    }

    private int end(String whole) {
        return found(whole.indexOf(END));
    }

    private int found(int position) {
        if (position < 0) {
            throw new IllegalStateException(file + " has no lines '" + BEGIN.strip() + "' and '" + END.strip() + "'");
        }
        return position;
    }
}
