package io.agentropic.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The policy in the words of those who compile it themselves says what the compiled one says. */
final class AllowanceTest {

    private static final List<Integer> FORBIDDEN = List.of(0x5412, 0x541C, 0x541D);

    @Test
    void everyWordButTheForbiddenOnesIsInExactlyOneRange() {
        List<MaskedValue> ranges = MaskedValue.allBut(1, FORBIDDEN);
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

        assertThat(FORBIDDEN).allMatch(word -> ranges.stream().noneMatch(range -> range.holds(word)));
        IntStream.concat(IntStream.of(0, -1, 0x5411, 0x5413, 0x541B, 0x541E), random.ints(10_000))
                .filter(word -> !FORBIDDEN.contains(word))
                .forEach(word -> assertThat(ranges.stream().filter(range -> range.holds(word)))
                        .as("ranges of %x", word)
                        .hasSize(1));
    }

    @Test
    void severalRulesMeanEveryChoiceOfTheirAlternatives() {
        List<Allowance> sockets = Allowance.of(
                "socket",
                List.of(
                        new ArgumentRule.OneOf(0, -1, Verdict.NO_SUCH_FAMILY, List.of(1, 2)),
                        new ArgumentRule.OneOf(1, 0xF, Verdict.NO_SUCH_FAMILY, List.of(1, 2))));

        assertThat(sockets)
                .hasSize(4)
                .contains(new Allowance("socket", List.of(new MaskedValue(0, -1, 2), new MaskedValue(1, 0xF, 1))));
    }

    @Test
    void aRuleThatNothingSatisfiesAllowsNothing() {
        assertThat(Allowance.of("listen", List.of(new ArgumentRule.OneOf(0, -1, Verdict.NOT_PERMITTED, List.of()))))
                .isEmpty();
    }

    @Test
    void thePolicyAllowsWhatAJvmLivesOnAndNothingThatMakesNamespaces() {
        List<String> calls = new SyscallPolicy(Sockets.UNIX, true, true)
                .allowances().stream().map(Allowance::call).toList();

        assertThat(calls)
                .contains("mmap", "futex", "clone", "kill", "fchmodat", "socket")
                .doesNotContain("unshare", "setns", "mount", "clone3", "io_uring_setup", "ptrace", "bpf");
    }
}
