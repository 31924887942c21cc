package io.agentropic.exit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM says of its own crash at the beginning of its hs_err file (HotSpot, {@code vmError.cpp}).
 *
 * @param error what happened: {@code SIGSEGV (0xb) at pc=…}, {@code Internal Error (…)}, or that native memory was short
 * @param frame the problematic frame: {@code C [libfoo.so+0x1f] bar}; empty when the file names none
 * @param thread the thread it happened in, as the file names it; empty when it does not
 */
public record JvmCrash(String error, String frame, String thread) {

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_LENGTH = 300;
    private static final Pattern ERROR = Pattern.compile(
            "#\\s+((?:SIG[A-Z0-9]+|Internal Error|Native memory allocation|Out of Memory Error|fatal error).*)");
    private static final Pattern PLACE = Pattern.compile(", (?:pid|tid)=.*$");
    private static final Pattern THREAD = Pattern.compile("Current thread \\(\\S+\\):\\s+(.*?)\\s*(?:\\[.*)?");

    /** Reads the beginning of such a file. */
    static JvmCrash read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
        }
    }

    /** What the text says; a part that it does not say is empty. */
    static JvmCrash parse(String text) {
        List<String> lines = text.lines().toList();
        String error = "";
        String frame = "";
        String thread = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (error.isEmpty()) {
                error = PLACE.matcher(first(ERROR, line)).replaceFirst("");
            }
            if (frame.isEmpty() && line.startsWith("# Problematic frame:") && i + 1 < lines.size()) {
                frame = lines.get(i + 1).replaceFirst("^#\\s*", "").strip();
            }
            if (thread.isEmpty()) {
                thread = first(THREAD, line);
            }
        }
        return new JvmCrash(
                bounded(error), bounded(frame.replaceAll("\\s+", " ")), bounded(thread.replaceAll("\\s+", " ")));
    }

    private static String first(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static String bounded(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }
}
