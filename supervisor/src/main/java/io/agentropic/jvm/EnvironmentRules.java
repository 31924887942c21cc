package io.agentropic.jvm;

import static io.agentropic.jvm.Refusal.always;
import static io.agentropic.jvm.Refusal.ofHostile;

import io.agentropic.spec.IsolationLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which environment variables a child may be given by name, from its specification or from the supervisor's own
 * environment. Nothing that is not named is passed on, apart from {@code PATH}, {@code LANG} and {@code TZ}.
 */
public final class EnvironmentRules {

    private static final String OPTIONS = "a JVM takes options from it that are not checked; use jvm.options";
    private static final String SHELL =
            "it has effects on the shell that waits at the agent's gate, which is not fenced in" + " yet";
    private static final String LOADER = "it loads libraries into every program; isolation 'resource-limits' allows it";

    private static final List<Refusal> REFUSED = List.of(
            always("JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|JDK_JAVAC_OPTIONS|_JAVA_SR_SIGNUM", OPTIONS),
            always("CLASSPATH", "it has no effect beside the class path that the supervisor gives; use 'classpath'"),
            always("BASH_FUNC_.*|BASH_ENV|ENV|SHELLOPTS|BASHOPTS|PS4|IFS|CDPATH|BASH_XTRACEFD|POSIXLY_CORRECT", SHELL),
            always("AGENTROPIC_.*", "these names are the supervisor's own"),
            ofHostile("LD_.*|GLIBC_TUNABLES|GCONV_PATH|LOCPATH|MALLOC_.*", LOADER));

    /** Read by the dynamic loader and the C library of every program, the gate's shell too. */
    private static final Pattern FOR_THE_LOADER = Pattern.compile("LD_.*|GLIBC_TUNABLES|GCONV_PATH|LOCPATH|MALLOC_.*");

    private EnvironmentRules() {}

    /** What is wrong with these names, one sentence each; empty when they may be used. */
    public static List<String> violations(String key, Collection<String> names, IsolationLevel level) {
        List<String> violations = new ArrayList<>();
        for (String name : names) {
            REFUSED.stream()
                    .flatMap(refused -> refused.reasonAgainst(name, Hostility.at(level)).stream())
                    .findFirst()
                    .ifPresent(reason -> violations.add(
                            key + ": '" + name + "' is refused at isolation '" + level.word() + "': " + reason));
        }
        return violations;
    }

    /** Whether a variable is set behind the gate only, where the child is fenced in: code may be loaded for it. */
    public static boolean behindGateOnly(String name) {
        return FOR_THE_LOADER.matcher(name).matches();
    }
}
