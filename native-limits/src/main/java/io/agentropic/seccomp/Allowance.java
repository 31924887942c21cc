package io.agentropic.seccomp;

import java.util.List;
import java.util.stream.Stream;

/**
 * A call that is allowed when all conditions on its arguments hold; one call may have several allowances.
 *
 * @param call its name
 * @param conditions on different arguments; none when it is allowed as it is
 */
public record Allowance(String call, List<MaskedValue> conditions) {

    /** Copies the list. */
    public Allowance {
        conditions = List.copyOf(conditions);
    }

    /** One allowance for each choice of one alternative per rule. */
    static List<Allowance> of(String call, List<ArgumentRule> rules) {
        List<Allowance> allowances = List.of(new Allowance(call, List.of()));
        for (ArgumentRule rule : rules) {
            allowances = allowances.stream()
                    .flatMap(earlier -> rule.alternatives().stream().map(earlier::and))
                    .toList();
        }
        return allowances;
    }

    private Allowance and(MaskedValue condition) {
        return new Allowance(
                call, Stream.concat(conditions.stream(), Stream.of(condition)).toList());
    }
}
