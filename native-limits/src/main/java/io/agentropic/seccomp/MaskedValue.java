package io.agentropic.seccomp;

import java.util.ArrayList;
import java.util.List;

/**
 * A condition on one argument of a call: of its low word, those bits that are in the mask make the value.
 *
 * @param argument which argument, from 0
 * @param mask the bits that matter
 * @param value what they are
 */
public record MaskedValue(int argument, int mask, int value) {

    private static final int HIGHEST_BIT = 1 << 31;

    /** Conditions of which one holds for every word but {@code values}: the ranges between them, each by its first bits. */
    static List<MaskedValue> allBut(int argument, List<Integer> values) {
        List<MaskedValue> ranges = new ArrayList<>();
        split(new MaskedValue(argument, 0, 0), values, HIGHEST_BIT, ranges);
        return List.copyOf(ranges);
    }

    private static void split(MaskedValue range, List<Integer> values, int bit, List<MaskedValue> ranges) {
        List<Integer> inside = values.stream().filter(range::holds).toList();
        if (inside.isEmpty()) {
            ranges.add(range);
        } else if (bit != 0) {
            split(range.with(bit, 0), inside, bit >>> 1, ranges);
            split(range.with(bit, bit), inside, bit >>> 1, ranges);
        }
    }

    private MaskedValue with(int bit, int value) {
        return new MaskedValue(argument, mask | bit, this.value | value);
    }

    /** Whether it holds for an argument with this low word. */
    boolean holds(int word) {
        return (word & mask) == value;
    }
}
