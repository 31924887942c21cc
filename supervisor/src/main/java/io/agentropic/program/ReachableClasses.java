package io.agentropic.program;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The classes that a program may use, from class files alone: its own class, those that it names, those that they name, and
 * so on as far as the class path holds them. What a program finds by a name that it computes is not among them. Safe on
 * files that nobody vouches for, as {@link ProgramInspector} is.
 */
public final class ReachableClasses {

    private static final int MOST = 20_000;
    private static final long MOST_BYTES = 128L << 20;

    /** Longer names, and those with other characters, are left out: lists of classes have a syntax. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_$-]+(?:/[A-Za-z0-9_$-]+){0,50}");

    private static final int LONGEST_NAME = 500;

    private final Set<String> seen = new LinkedHashSet<>();
    private final Deque<String> unread = new ArrayDeque<>();
    private long bytes;

    private ReachableClasses() {}

    /**
     * Their names with slashes, the program's own first, 20,000 at most.
     *
     * @param javaFeatureVersion of the JVM that would run it: it decides which classes of a multi-release jar count
     */
    public static List<String> of(InspectedProgram program, int javaFeatureVersion) {
        var reachable = new ReachableClasses();
        try (var classPath = new ClassPathReader(program.classPath(), javaFeatureVersion)) {
            reachable.note(program.program().className().replace('.', '/'));
            reachable.follow(classPath);
        }
        return new ArrayList<>(reachable.seen);
    }

    private void follow(ClassPathReader classPath) {
        while (!unread.isEmpty() && bytes < MOST_BYTES) {
            String name = unread.remove();
            try {
                classPath.find(name.replace('/', '.')).ifPresent(this::noteNamesIn);
            } catch (Violation | IllegalArgumentException unreadable) {
                // The JVM will not have it either.
            }
        }
    }

    private void noteNamesIn(byte[] classFile) {
        bytes += classFile.length;
        for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
            if (entry instanceof ClassEntry type) {
                note(type.asInternalName());
            }
        }
    }

    /** Arrays are not followed: whoever makes one of a class mostly names the class too. */
    private void note(String name) {
        boolean plain =
                name.length() <= LONGEST_NAME && PLAIN_NAME.matcher(name).matches();
        if (plain && seen.size() < MOST && seen.add(name)) {
            unread.add(name);
        }
    }
}
