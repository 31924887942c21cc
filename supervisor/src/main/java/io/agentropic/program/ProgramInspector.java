package io.agentropic.program;

import io.agentropic.ipc.Program;
import io.agentropic.spec.ProgramSource;
import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells before anything starts whether a program can run, from its files alone. Safe on files that nobody vouches for:
 * no class is loaded, and what is read is bounded.
 */
public final class ProgramInspector {

    private static final Pattern CLASS_NAME = Pattern.compile("[^./;\\[\\s]+(\\.[^./;\\[\\s]+)*");

    private final int featureVersion;

    private ProgramInspector(int featureVersion) {
        this.featureVersion = featureVersion;
    }

    /**
     * Looks at the program that {@code source} names.
     *
     * @param javaFeatureVersion of the JVM that would run it: it decides which classes of a multi-release jar count
     */
    public static Inspection<InspectedProgram> inspect(ProgramSource source, int javaFeatureVersion) {
        var inspector = new ProgramInspector(javaFeatureVersion);
        return switch (source) {
            case ProgramSource.ExecutableJar(Path jar) ->
                Inspection.of(() -> inspector.executableJar(jar.toAbsolutePath().normalize()));
            case ProgramSource.MainClass(String name, List<Path> classPath) ->
                inspector.onClassPath(classPath, name, inspector::mainClass);
            case ProgramSource.AgentClass(String name, List<Path> classPath) ->
                inspector.onClassPath(classPath, name, inspector::agentClass);
        };
    }

    /**
     * Finds out what {@code className} is: a class that implements {@code Agent} is run as such, any other by its
     * {@code main} method.
     */
    public static Inspection<ProgramSource> classify(String className, List<Path> classPath, int javaFeatureVersion) {
        var inspector = new ProgramInspector(javaFeatureVersion);
        return switch (inspector.onClassPath(classPath, className, ProgramInspector::agentOrMain)) {
            case Inspection.Refused<InspectedProgram>(List<String> violations) -> new Inspection.Refused<>(violations);
            case Inspection.Passed<InspectedProgram>(InspectedProgram found) ->
                new Inspection.Passed<>(
                        switch (found.program()) {
                            case Program.AgentClass(String name) -> new ProgramSource.AgentClass(name, classPath);
                            case Program.MainClass(String name) -> new ProgramSource.MainClass(name, classPath);
                        });
        };
    }

    private InspectedProgram executableJar(Path jar) {
        requireNoSeparator(jar);
        JarManifest manifest = manifest(jar);
        try (var classPath = new ClassPathReader(List.of(jar), featureVersion)) {
            Program program = mainElseAgent(new AgentClasses(classPath, featureVersion), manifest.mainClass());
            return new InspectedProgram(program, List.of(jar), manifest.jvmFlags());
        }
    }

    private JarManifest manifest(Path path) {
        try (JarFileReader jar = JarFileReader.open(path)) {
            return JarManifest.of(path, jar.attributes(), featureVersion);
        } catch (IOException e) {
            throw new Violation("jar " + path + " cannot be closed: " + e.getMessage());
        }
    }

    private Inspection<InspectedProgram> onClassPath(List<Path> written, String className, Decision decision) {
        List<String> violations = new ArrayList<>();
        List<Path> classPath = ClassPathEntries.expand(written, violations);
        if (!CLASS_NAME.matcher(className).matches()) {
            violations.add("'" + className + "' is not a class name; write it with dots: com.example.Indexer");
        }
        if (!violations.isEmpty()) {
            return new Inspection.Refused<>(violations);
        }
        return Inspection.of(() -> {
            classPath.forEach(ProgramInspector::requireNoSeparator);
            try (var reader = new ClassPathReader(classPath, featureVersion)) {
                Program program = decision.decide(new AgentClasses(reader, featureVersion), className);
                return new InspectedProgram(program, classPath, List.of());
            }
        });
    }

    private Program mainClass(AgentClasses classes, String className) {
        ClassModel type = classes.require(className);
        if (classes.hasMain(type)) {
            return new Program.MainClass(className);
        }
        throw new Violation("class " + className + " has no public static void main(String[])"
                + (classes.implementsAgent(type) ? "; it implements Agent: name it with agentClass" : ""));
    }

    private Program agentClass(AgentClasses classes, String className) {
        ClassModel type = classes.require(className);
        if (!classes.implementsAgent(type)) {
            throw new Violation("class " + className + " does not implement io.agentropic.agent.Agent"
                    + (classes.hasMain(type) ? "; it has a main method: name it with mainClass" : ""));
        }
        return instantiable(classes, type, className);
    }

    private static Program agentOrMain(AgentClasses classes, String className) {
        ClassModel type = classes.require(className);
        if (classes.implementsAgent(type)) {
            return instantiable(classes, type, className);
        }
        if (classes.hasMain(type)) {
            return new Program.MainClass(className);
        }
        throw neither(className);
    }

    private static Program mainElseAgent(AgentClasses classes, String className) {
        ClassModel type = classes.require(className);
        if (classes.hasMain(type)) {
            return new Program.MainClass(className);
        }
        if (classes.implementsAgent(type)) {
            return instantiable(classes, type, className);
        }
        throw neither(className);
    }

    private static Program instantiable(AgentClasses classes, ClassModel type, String className) {
        Optional<String> obstacle = classes.notInstantiable(type);
        if (obstacle.isPresent()) {
            throw new Violation("class " + className + " implements Agent but " + obstacle.get());
        }
        return new Program.AgentClass(className);
    }

    private static Violation neither(String className) {
        return new Violation("class " + className
                + " neither implements io.agentropic.agent.Agent nor has a public static void main(String[])");
    }

    /** A class path is one string in which the separator cannot be escaped. */
    private static void requireNoSeparator(Path entry) {
        if (entry.toString().contains(File.pathSeparator)) {
            throw new Violation("class path entry " + entry + " contains '" + File.pathSeparator
                    + "', which no class path can express; move or link it elsewhere");
        }
    }

    /** What to make of a class. */
    private interface Decision {
        Program decide(AgentClasses classes, String className);
    }
}
