package io.agentropic.it.attack;

import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Errno;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Another process that is attacked.
 *
 * @param pid its pid, in the first pid name space
 * @param uid its user
 * @param group its process group
 */
record Neighbour(long pid, long uid, long group) {

    /** One attack on one process. */
    interface On {
        Outcome run(Scene scene, Neighbour neighbour) throws Exception;
    }

    /** The same attack on the supervisor and on a sibling. */
    static List<Attack> both(Attack.Goal goal, String name, String tries, Expected expected, On attack) {
        List<Attack> attacks = new ArrayList<>();
        for (String whom : List.of("supervisor", "sibling")) {
            attacks.add(
                    Attack.of(goal, name + "-" + whom, tries, expected, scene -> attack.run(scene, of(scene, whom))));
        }
        return attacks;
    }

    static Neighbour of(Scene scene, String whom) {
        return new Neighbour(
                scene.number(whom + ".pid"), scene.number(whom + ".uid"), scene.number(whom + ".process-group"));
    }

    /** How a call about this process ended; {@code granted} are complaints that come after the right was granted. */
    Outcome outcome(Scene scene, Syscall call, Answer answer, Set<Errno> granted) {
        return Calls.outcome(call, answer, granted, () -> Blame.ofProcess(scene, call, answer, uid));
    }

    /** A call about this process. */
    Outcome call(Scene scene, Syscall call, long... arguments) {
        return outcome(scene, call, Kernel.call(call, arguments), Set.of());
    }
}
