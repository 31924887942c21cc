package io.agentropic.runtime;

import io.agentropic.jvm.EnvironmentRules;
import io.agentropic.jvm.JvmOptionRules;
import io.agentropic.launch.ResolvedProgram;
import io.agentropic.limits.JvmSizing;
import io.agentropic.program.InspectedProgram;
import io.agentropic.program.Inspection;
import io.agentropic.program.Inspections;
import io.agentropic.program.JavaHome;
import io.agentropic.program.ProgramInspector;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.shared.SharedRules;
import io.agentropic.spec.AgentNames;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import io.agentropic.time.DurationRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What must hold of a specification before anything is started; all violations are told together. */
final class SpecRules {

    private SpecRules() {}

    /** Everything that is wrong with a specification, as sentences; empty when nothing is. */
    static List<String> violations(AgentSpec spec) {
        return inspect(spec, ProgramInspector::inspect).violations();
    }

    /**
     * The program of a specification that keeps all rules.
     *
     * @param failureDomains the names of those that there are
     * @param inspections looks at programs
     * @throws InvalidSpecException otherwise
     */
    static ResolvedProgram resolve(AgentSpec spec, List<String> failureDomains, Inspections inspections) {
        Inspection<ResolvedProgram> inspected = inspect(spec, inspections::of);
        List<String> violations = new ArrayList<>(inspected.violations());
        String domain = spec.failureDomain();
        if (domain != null && !failureDomains.contains(domain)) {
            violations.add("failureDomain '" + domain + "' is not declared; circuitBreakers has " + failureDomains);
        }
        String subject = "agent '" + spec.name() + "'";
        if (!violations.isEmpty()) {
            throw new InvalidSpecException(subject, violations);
        }
        return inspected.require(subject);
    }

    /** Looks at a program for a JVM of a feature version. */
    private interface Look {
        Inspection<InspectedProgram> at(ProgramSource source, int javaFeatureVersion);
    }

    private static Inspection<ResolvedProgram> inspect(AgentSpec spec, Look look) {
        List<String> violations = new ArrayList<>(ownViolations(spec));
        Path home = spec.jvm().home();
        Inspection<JavaHome> java = home == null ? new Inspection.Passed<>(JavaHome.own()) : JavaHome.inspect(home);
        violations.addAll(java.violations());
        int feature = java.passed().map(JavaHome::featureVersion).orElse(JavaHome.OLDEST);
        Inspection<InspectedProgram> program = look.at(spec.program(), feature);
        violations.addAll(program.violations());
        program.passed().map(found -> WordRules.size(spec, found.program())).ifPresent(violations::addAll);
        return violations.isEmpty()
                ? new Inspection.Passed<>(new ResolvedProgram(program.require("program"), java.require("jvm")))
                : new Inspection.Refused<>(violations);
    }

    /** What is wrong with it apart from its program. */
    static List<String> ownViolations(AgentSpec spec) {
        List<String> violations = new ArrayList<>(nameViolations(spec.name()));
        violations.addAll(spec.isolation().limits().violations());
        violations.addAll(
                JvmSizing.violations(spec.isolation().limits(), spec.jvm().maxHeap()));
        ofTheChild(spec, violations);
        violations.addAll(spec.isolation().violations());
        missingPaths(spec.isolation().sandbox(), violations);
        supervision(spec.supervision(), violations);
        violations.addAll(spec.health().violations(spec.program()));
        violations.addAll(spec.health().violations(spec.isolation().level()));
        violations.addAll(WordRules.violations(spec));
        if (spec.isolation().level() == IsolationLevel.NONE) {
            violations.addAll(SharedRules.violations(spec));
        }
        Path directory = spec.workingDirectory();
        if (directory != null && !Files.isDirectory(directory)) {
            violations.add("workingDirectory " + directory + " is no directory");
        }
        if (spec.logs().maxFiles() < 1 || spec.logs().maxSize().bytes() < 1) {
            violations.add("logs.maxFiles and logs.maxSize must be at least 1");
        }
        return violations;
    }

    /** What is wrong with a name, one sentence; empty when nothing is. */
    static List<String> nameViolations(String name) {
        return AgentNames.isLegal(name)
                ? List.of()
                : List.of(
                        "a name has 1 to 64 letters, digits, '.', '_' and '-', begins with a letter or digit, and has no"
                                + " '..'");
    }

    private static void ofTheChild(AgentSpec spec, List<String> violations) {
        IsolationLevel level = spec.isolation().level();
        violations.addAll(JvmOptionRules.violations(spec.jvm().options(), level));
        violations.addAll(EnvironmentRules.violations("env", spec.env().keySet(), level));
        violations.addAll(EnvironmentRules.violations(
                "inheritEnv", spec.inheritEnv().stream().sorted().toList(), level));
    }

    private static void missingPaths(SandboxConfig sandbox, List<String> violations) {
        Stream.concat(sandbox.readable().stream(), sandbox.writable().stream())
                .filter(path -> !Files.exists(path))
                .forEach(path -> violations.add("sandbox names " + path + ", which does not exist"));
        Path rootfs = sandbox.rootfs();
        if (rootfs != null && !Files.isDirectory(rootfs)) {
            violations.add("sandbox.rootfs " + rootfs + " is no directory");
        }
    }

    private static void supervision(Supervision supervision, List<String> violations) {
        violations.addAll(supervision.backoff().violations());
        violations.addAll(supervision.budget().violations());
        if (!supervision.allowUnreachable()) {
            violations.addAll(supervision.budget().reachabilityViolations(supervision.backoff()));
        }
        violations.addAll(supervision.exitCodes().violations());
        violations.addAll(DurationRules.zeroOrMore("restart.minUptime", supervision.minUptime()));
        Duration recoverAfter = supervision.recoverAfter();
        if (recoverAfter != null) {
            violations.addAll(DurationRules.aboveZero("restart.recoverAfter", recoverAfter));
        }
        Duration maxPause = supervision.maxPause();
        if (maxPause != null) {
            violations.addAll(DurationRules.aboveZero("pause.max", maxPause));
        }
        violations.addAll(DurationRules.zeroOrMore("restart.resetAfter", supervision.resetAfter()));
        violations.addAll(DurationRules.zeroOrMore("stop.grace", supervision.stopGrace()));
        violations.addAll(DurationRules.aboveZero("start.timeout", supervision.startTimeout()));
        violations.addAll(DurationRules.zeroOrMore("start.maxTimeout", supervision.maxStartTimeout()));
        if (supervision.maxStartTimeout().compareTo(supervision.startTimeout()) < 0) {
            violations.add("start.maxTimeout must not be shorter than start.timeout");
        }
    }
}
