package io.agentropic.archive;

import io.agentropic.program.InspectedProgram;
import io.agentropic.program.JavaHome;
import io.agentropic.program.ManifestClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an archive of an agent's classes depends on.
 *
 * @param java the JVM
 * @param program the agent's
 * @param shape the JVM options that decide what classes look like in memory; an archive has to be made with the same
 */
record AgentClassPath(JavaHome java, InspectedProgram program, List<String> shape) {

    private static final int FIRST_JAVA = 25;

    private static final Pattern SHAPING = Pattern.compile(
            "-XX:[+-]Use(?:ZGC|ShenandoahGC|EpsilonGC|CompactObjectHeaders|Compressed\\w+)|-XX:ObjectAlignmentInBytes=.*"
                    + "|-XX:[+-]Unlock(?:Experimental|Diagnostic)VMOptions|--(?:add-\\w+|enable-native-access)=.*");

    /** These collectors cannot take linked classes, as objects belong to them; the others take those of any of them. */
    private static final Pattern WITHOUT_OBJECTS = Pattern.compile("-XX:\\+Use(?:Z|Shenandoah|Epsilon)GC");

    /** What is asked of each jar; the time of its last change is one that its owner cannot set. */
    private static final String STATE = "unix:ino,size,lastModifiedTime,ctime";

    /** Copies the options. */
    AgentClassPath {
        shape = List.copyOf(shape);
    }

    /** Of an agent with these options of its own. */
    static AgentClassPath of(JavaHome java, InspectedProgram program, List<String> options) {
        List<String> shape = Stream.concat(program.jvmFlags().stream(), options.stream())
                .filter(option -> SHAPING.matcher(option).matches())
                .toList();
        return new AgentClassPath(java, program, shape);
    }

    /**
     * Why there can be no archive of it, a clause; empty when there can.
     *
     * @param forOtherUsers whether agents run as other users: who could read the archive could read the jars
     */
    Optional<String> obstacle(boolean forOtherUsers) throws IOException {
        if (java.featureVersion() < FIRST_JAVA) {
            return Optional.of(java.home() + " is Java " + java.featureVersion() + ", and such caches begin with Java "
                    + FIRST_JAVA);
        }
        for (Path entry : program.classPath()) {
            if (!Files.isRegularFile(entry)) {
                return Optional.of(entry + " is no jar, and JVMs keep classes of jars only");
            }
            if (forOtherUsers && !Files.getPosixFilePermissions(entry).contains(PosixFilePermission.OTHERS_READ)) {
                return Optional.of(entry + " is closed to others, who could read what is kept of it");
            }
        }
        return Optional.empty();
    }

    /** Whether classes are linked in the archive, and not only loaded. */
    boolean isLinked() {
        return shape.stream()
                .noneMatch(option -> WITHOUT_OBJECTS.matcher(option).matches());
    }

    /** Tells it from others, whatever is in its jars. */
    String identity() {
        return program.program() + "\n" + program.classPath() + "\n" + shape;
    }

    /** What its jars are now, with those that they name. */
    String state() throws IOException {
        StringBuilder state = new StringBuilder();
        for (Path jar : ManifestClassPath.withNamed(program.classPath())) {
            Map<String, Object> attributes = new TreeMap<>(Files.readAttributes(jar, STATE));
            state.append(jar).append(' ').append(attributes).append('\n');
        }
        return state.toString();
    }
}
