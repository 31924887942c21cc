package io.agentropic.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user ids that a supervisor run by root hands to its confined agents, each id to one agent at a time. The first
 * serves as the group that may reach the workers' socket.
 *
 * @param first the lowest, above 0
 * @param last the highest, below 2^31 - 1
 */
public record UidRange(int first, int last) {

    /**
     * Within what systemd's UIDS-GIDS leaves unused: above users, above the ranges of subuid(5) and of containers, below
     * the ids that some programs take for negative.
     */
    public static final UidRange DEFAULT = new UidRange(1_900_000_000, 1_900_065_535);

    /** One for the group, one for an agent. */
    private static final int LEAST = 2;

    private static final int NOBODY = 65_534;
    private static final Pattern TEXT = Pattern.compile("(?<first>\\d{1,10})-(?<last>\\d{1,10})");

    /** Refuses a range that is empty or names root, nobody or no user with {@link IllegalArgumentException}. */
    public UidRange {
        if (first < 1 || last == Integer.MAX_VALUE || last - first < LEAST - 1) {
            throw new IllegalArgumentException("user ids " + first + "-" + last
                    + " are no range: it begins above 0, ends below 2147483647 and has " + LEAST + " ids or more");
        }
        if (first <= NOBODY && NOBODY <= last) {
            throw new IllegalArgumentException(
                    "user ids " + first + "-" + last + " include " + NOBODY + ", which belongs to everybody");
        }
    }

    /**
     * Reads {@code FIRST-LAST}.
     *
     * @throws IllegalArgumentException with a sentence that names the text and what is allowed
     */
    public static UidRange parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no range of user ids; write FIRST-LAST: " + DEFAULT);
        }
        return new UidRange(number(matcher.group("first")), number(matcher.group("last")));
    }

    private static int number(String digits) {
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits));
    }

    /** The group that all agents share, to reach the workers' socket and nothing else. */
    public int group() {
        return first;
    }

    /** Whether an agent may have run as {@code uid}. */
    public boolean contains(int uid) {
        return first < uid && uid <= last;
    }

    /** As it is written in a configuration file. */
    @Override
    public String toString() {
        return first + "-" + last;
    }
}
