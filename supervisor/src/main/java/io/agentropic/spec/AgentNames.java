package io.agentropic.spec;

/** What agents, groups and failure domains may be named. */
public final class AgentNames {

    private static final int LONGEST = 64;

    private AgentNames() {}

    /**
     * Whether it is 1 to 64 letters, digits, {@code .}, {@code _} and {@code -} of ASCII, begins with a letter or digit, and has
     * no two dots in a row.
     */
    public static boolean isLegal(String name) {
        if (name.isEmpty() || name.length() > LONGEST || !isLetterOrDigit(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char next = name.charAt(i);
            boolean dots = next == '.' && name.charAt(i - 1) == '.';
            if (dots || !(isLetterOrDigit(next) || next == '.' || next == '_' || next == '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
