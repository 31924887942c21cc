package io.agentropic.seccomp;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A condition on one argument of a call. The kernel takes each of these arguments as a 32-bit integer, so the low word
 * is all there is to compare.
 */
sealed interface ArgumentRule {

    /** Which argument, from 0. */
    int argument();

    /** What becomes of the call when the condition does not hold. */
    int otherwise();

    /** The same condition in other words: it holds when one of these does. */
    List<MaskedValue> alternatives();

    /** The instructions that go on behind them when the condition holds, and end with {@link #otherwise} when not. */
    List<Instruction> compile();

    /** The argument, masked, is one of a few values. */
    record OneOf(int argument, int mask, int otherwise, List<Integer> values) implements ArgumentRule {
        public OneOf {
            values = List.copyOf(values);
        }

        @Override
        public List<MaskedValue> alternatives() {
            return values.stream()
                    .map(value -> new MaskedValue(argument, mask, value))
                    .toList();
        }

        @Override
        public List<Instruction> compile() {
            int count = values.size();
            var compares = IntStream.range(0, count)
                    .mapToObj(i -> Instruction.when(Instruction.EQUAL, values.get(i), count - i, 0))
                    .toList();
            return Stream.of(
                            List.of(Words.load(argument), Instruction.and(mask)),
                            compares,
                            List.of(Instruction.verdict(otherwise)))
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /** The argument is none of a few values. */
    record NoneOf(int argument, int otherwise, List<Integer> values) implements ArgumentRule {
        public NoneOf {
            values = List.copyOf(values);
        }

        @Override
        public List<MaskedValue> alternatives() {
            return MaskedValue.allBut(argument, values);
        }

        @Override
        public List<Instruction> compile() {
            int count = values.size();
            var compares = IntStream.range(0, count)
                    .mapToObj(i ->
                            Instruction.when(Instruction.EQUAL, values.get(i), count - 1 - i, i == count - 1 ? 1 : 0))
                    .toList();
            return Stream.of(List.of(Words.load(argument)), compares, List.of(Instruction.verdict(otherwise)))
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /** The argument has none of some bits. */
    record WithoutBits(int argument, int otherwise, int bits) implements ArgumentRule {
        @Override
        public List<MaskedValue> alternatives() {
            return List.of(new MaskedValue(argument, bits, 0));
        }

        @Override
        public List<Instruction> compile() {
            return List.of(
                    Words.load(argument),
                    Instruction.when(Instruction.ANY_BIT, bits, 0, 1),
                    Instruction.verdict(otherwise));
        }
    }

    /** Where {@code struct seccomp_data} has what. */
    final class Words {
        static final int NUMBER = 0;
        static final int ARCHITECTURE = 4;
        private static final int ARGUMENTS = 16;
        private static final int ARGUMENT_BYTES = 8;

        private Words() {}

        /** The low word of an argument: both architectures are little-endian. */
        static Instruction load(int argument) {
            return Instruction.load(ARGUMENTS + ARGUMENT_BYTES * argument);
        }
    }
}
