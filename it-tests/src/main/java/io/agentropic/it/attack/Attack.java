package io.agentropic.it.attack;

import java.util.List;

/**
 * One thing that a hostile agent tries.
 *
 * @param name unique, in the style of {@code kill-sibling}
 * @param goal what it is good for
 * @param tries one line for people: the call, and what it would gain
 * @param attempt the try itself; it does no more than it must to know the answer
 * @param expected how it ends, by level
 */
public record Attack(String name, Goal goal, String tries, Attempt attempt, Expected expected) {

    /** Tries it, and says how it ended. */
    @FunctionalInterface
    public interface Attempt {
        Outcome run(Scene scene) throws Exception;
    }

    /** What attacks are after; in the order of reports. */
    public enum Goal {
        READ_FILES("read files of others"),
        WRITE_FILES("change files of others"),
        FILE_ATTRIBUTES("change owner, mode or times of files of others"),
        LINKS("reach other files through links, pipes and handles"),
        LOOK("look into other processes through /proc"),
        SIGNAL("signal the supervisor or a sibling"),
        TRACE("trace, read or write the memory of another process"),
        ATTACH("load code into another JVM"),
        SCHEDULE("change limits and scheduling of others"),
        OWN_LIMITS("undo its own limits"),
        CONTROL_GROUPS("change control groups"),
        PRIVILEGE("use calls of an administrator"),
        NAMESPACES("make or enter name spaces, mount"),
        KERNEL_SURFACE("reach seldom used interfaces of the kernel"),
        OTHER_TABLES("reach system calls by another table"),
        IPC("meet others in memory, queues, keys or abstract sockets"),
        TERMINAL("type into the terminal"),
        ODD_SOCKETS("open sockets of odd families"),
        NETWORK("reach the network"),
        UNIX_SOCKETS("reach sockets that have a path"),
        COMMAND("command the supervisor"),
        IMPERSONATE("pose as another agent or worker"),
        NATIVE_CODE("run native code of its own and escape with it"),
        CHILDREN("leave children outside the fence");

        private final String words;

        Goal(String words) {
            this.words = words;
        }

        /** As a report says it. */
        public String words() {
            return words;
        }
    }

    /** One attack; the words in the order in which a reader wants them. */
    static Attack of(Goal goal, String name, String tries, Expected expected, Attempt attempt) {
        return new Attack(name, goal, tries, attempt, expected);
    }

    /** Finds one by its name. */
    static Attack named(List<Attack> attacks, String name) {
        return attacks.stream()
                .filter(attack -> attack.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no attack '" + name + "'"));
    }
}
