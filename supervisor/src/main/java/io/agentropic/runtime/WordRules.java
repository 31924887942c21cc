package io.agentropic.runtime;

import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.Program;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.spec.AgentSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the words of a specification must be to reach the child: execve(2) ends each at a NUL, and a frame is bounded. */
final class WordRules {

    private static final char NUL = '\0';

    private WordRules() {}

    /** What is wrong with the words of the command line and of the environment, as sentences. */
    static List<String> violations(AgentSpec spec) {
        List<String> violations = new ArrayList<>();
        Stream.concat(spec.env().keySet().stream(), spec.inheritEnv().stream())
                .distinct()
                .filter(name -> name.isEmpty() || name.indexOf('=') >= 0 || hasNul(name))
                .forEach(name -> violations.add("'" + name.replace(NUL, '?')
                        + "' cannot be the name of an environment variable: it is empty or holds '=' or NUL"));
        spec.env().forEach((name, value) -> {
            if (hasNul(value)) {
                violations.add("the environment variable '" + name.replace(NUL, '?') + "' has a value with NUL in it");
            }
        });
        withoutNul("args", spec.args(), violations);
        withoutNul("jvm.options", spec.jvm().options(), violations);
        return violations;
    }

    /** What is wrong with the size of what the worker is handed at its start, one sentence; empty when it fits. */
    static List<String> size(AgentSpec spec, Program program) {
        long most = FrameCodec.MAX_FRAME_BYTES;
        long bytes = FrameCodec.length(
                new SupervisorMessage.Start(spec.name(), 1, program, spec.args(), spec.input(), spec.attributes(), 1));
        return bytes <= most
                ? List.of()
                : List.of(
                        "args, input and attributes take " + bytes + " bytes together, and an agent is handed at most "
                                + most + "; pass the path of a file instead");
    }

    private static void withoutNul(String key, List<String> words, List<String> violations) {
        for (int i = 0; i < words.size(); i++) {
            if (hasNul(words.get(i))) {
                violations.add(key + "[" + i + "] has NUL in it, which no command line can carry");
            }
        }
    }

    private static boolean hasNul(String word) {
        return word.indexOf(NUL) >= 0;
    }
}
