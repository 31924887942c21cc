package io.agentropic.jvm;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One kind of word that is refused.
 *
 * @param from the level of distrust from which on it is
 * @param what which words, as a whole
 * @param reason why, and what to do instead, as a clause
 */
record Refusal(Hostility from, Pattern what, String reason) {

    static Refusal always(String what, String reason) {
        return new Refusal(Hostility.UNSTABLE, Pattern.compile(what, Pattern.DOTALL), reason);
    }

    static Refusal ofHostile(String what, String reason) {
        return new Refusal(Hostility.HOSTILE, Pattern.compile(what, Pattern.DOTALL), reason);
    }

    /** A HotSpot flag in each of its forms: {@code -XX:+Flag}, {@code -XX:-Flag}, {@code -XX:Flag=value}. */
    static Refusal always(Flag flag, String reason) {
        return always(flag.forms(), reason);
    }

    static Refusal ofHostile(Flag flag, String reason) {
        return ofHostile(flag.forms(), reason);
    }

    Optional<String> reasonAgainst(String word, Hostility hostility) {
        return hostility.compareTo(from) >= 0 && what.matcher(word).matches() ? Optional.of(reason) : Optional.empty();
    }

    /** Names of HotSpot flags, separated by {@code |}. */
    record Flag(String names) {
        String forms() {
            return "-XX:[+-]?(?:" + names + ")(?![A-Za-z0-9_]).*";
        }
    }
}
