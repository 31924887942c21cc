package io.agentropic.program;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Answers questions about classes from their files alone. Not thread-safe. */
final class AgentClasses {

    private static final String AGENT = "io.agentropic.agent.Agent";
    private static final String MAIN_DESCRIPTOR = "([Ljava/lang/String;)V";
    private static final int FIRST_WITH_INSTANCE_MAIN = 25;
    private static final int MAX_ANCESTORS = 1_000;
    private static final int OFFSET_OF_MAJOR_VERSION = 6;
    private static final int MAJOR_VERSION_BEFORE_JAVA_1 = 44;

    private final ClassPathReader classPath;
    private final int featureVersion;

    AgentClasses(ClassPathReader classPath, int featureVersion) {
        this.classPath = classPath;
        this.featureVersion = featureVersion;
    }

    /** The class, or a {@link Violation} when it is not on the class path or cannot run on the child's JVM. */
    ClassModel require(String className) {
        byte[] bytes =
                find(className).orElseThrow(() -> new Violation("class " + className + " is not on the class path"));
        int compiledFor = compiledFor(bytes);
        if (compiledFor > featureVersion) {
            throw new Violation("class " + className + " was compiled for Java " + compiledFor
                    + ", but the agent's JVM is Java " + featureVersion + "; name a newer one with jvm.home");
        }
        ClassModel model = parse(className, bytes);
        if (!name(model).equals(className)) {
            throw new Violation("the file of class " + className + " holds class " + name(model));
        }
        return model;
    }

    /** Whether the class implements {@code Agent}: directly, through a superclass or through another interface. */
    boolean implementsAgent(ClassModel type) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        ancestors(type).forEach(open::add);
        while (!open.isEmpty() && seen.size() < MAX_ANCESTORS) {
            String ancestor = open.remove();
            if (ancestor.equals(AGENT)) {
                return true;
            }
            if (seen.add(ancestor)) {
                find(ancestor)
                        .ifPresent(bytes -> ancestors(parse(ancestor, bytes)).forEach(open::add));
            }
        }
        return false;
    }

    /**
     * Whether the class has a {@code main} method that the child's JVM accepts, itself or from a superclass: {@code public
     * static void main(String[])}, from Java 25 on also the others of JLS 12.1.4.
     */
    boolean hasMain(ClassModel type) {
        Optional<ClassModel> at = Optional.of(type);
        for (int depth = 0; at.isPresent() && depth < MAX_ANCESTORS; depth++) {
            if (at.get().methods().stream().anyMatch(this::isMain)) {
                return true;
            }
            at = at.get()
                    .superclass()
                    .map(parent -> dotted(parent.asInternalName()))
                    .flatMap(this::findModel);
        }
        return false;
    }

    /** What keeps the worker from making an instance; empty when nothing does. */
    Optional<String> notInstantiable(ClassModel type) {
        if (type.flags().has(AccessFlag.INTERFACE)) {
            return Optional.of("is an interface");
        }
        if (type.flags().has(AccessFlag.ABSTRACT)) {
            return Optional.of("is abstract");
        }
        if (!type.flags().has(AccessFlag.PUBLIC)) {
            return Optional.of("is not public");
        }
        return type.methods().stream().anyMatch(AgentClasses::isPublicNoArgumentConstructor)
                ? Optional.empty()
                : Optional.of("has no public constructor without parameters");
    }

    private Optional<byte[]> find(String className) {
        return classPath.find(className);
    }

    private Optional<ClassModel> findModel(String className) {
        return find(className).map(bytes -> parse(className, bytes));
    }

    private static ClassModel parse(String className, byte[] bytes) {
        try {
            return ClassFile.of().parse(bytes);
        } catch (IllegalArgumentException malformed) {
            throw new Violation("the class file of " + className + " is malformed: " + malformed.getMessage());
        }
    }

    private static int compiledFor(byte[] bytes) {
        if (bytes.length < OFFSET_OF_MAJOR_VERSION + 2) {
            return 0;
        }
        int major = Byte.toUnsignedInt(bytes[OFFSET_OF_MAJOR_VERSION]) << 8
                | Byte.toUnsignedInt(bytes[OFFSET_OF_MAJOR_VERSION + 1]);
        return major - MAJOR_VERSION_BEFORE_JAVA_1;
    }

    private static Stream<String> ancestors(ClassModel type) {
        return Stream.concat(type.superclass().stream(), type.interfaces().stream())
                .map(ancestor -> dotted(ancestor.asInternalName()));
    }

    private boolean isMain(MethodModel method) {
        if (!method.methodName().equalsString("main")) {
            return false;
        }
        boolean withArguments = method.methodType().equalsString(MAIN_DESCRIPTOR);
        if (featureVersion >= FIRST_WITH_INSTANCE_MAIN) {
            return (withArguments || method.methodType().equalsString("()V"))
                    && !method.flags().has(AccessFlag.PRIVATE);
        }
        return withArguments
                && method.flags().has(AccessFlag.PUBLIC)
                && method.flags().has(AccessFlag.STATIC);
    }

    private static boolean isPublicNoArgumentConstructor(MethodModel method) {
        return method.methodName().equalsString(ConstantDescs.INIT_NAME)
                && method.methodType().equalsString("()V")
                && method.flags().has(AccessFlag.PUBLIC);
    }

    private static String name(ClassModel type) {
        return dotted(type.thisClass().asInternalName());
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }
}
