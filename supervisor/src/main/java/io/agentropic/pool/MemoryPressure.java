package io.agentropic.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the machine is short of memory: less than a tenth is available ({@code /proc/meminfo}, proc_meminfo(5)), or tasks
 * waited for memory during more than a tenth of the last ten seconds ({@code /proc/pressure/memory}, where there is one).
 */
final class MemoryPressure {

    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Path PRESSURE = Path.of("/proc/pressure/memory");

    private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal: +(\\d{1,15}) kB");
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable: +(\\d{1,15}) kB");
    private static final Pattern SOME = Pattern.compile("(?m)^some avg10=(\\d{1,3}\\.\\d{1,4})");

    private static final double LEAST_AVAILABLE = 0.1;
    private static final double MOST_WAITING_PERCENT = 10;

    private MemoryPressure() {}

    /** Whether it is so now. */
    static boolean now() {
        return isTight(read(MEMORY), read(PRESSURE));
    }

    /** Whether these texts say so; what they do not say is no pressure. */
    static boolean isTight(String memory, String pressure) {
        double total = number(TOTAL, memory, 0);
        double available = number(AVAILABLE, memory, total);
        return available < total * LEAST_AVAILABLE || number(SOME, pressure, 0) > MOST_WAITING_PERCENT;
    }

    private static double number(Pattern pattern, String text, double otherwise) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Double.parseDouble(found.group(1)) : otherwise;
    }

    /** Nothing where there is no such file, or the kernel refuses to read it. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
