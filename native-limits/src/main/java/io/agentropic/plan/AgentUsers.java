package io.agentropic.plan;

import io.agentropic.confine.AgentUser;
import io.agentropic.plan.Holding.Shortfall;
import io.agentropic.process.Capabilities;
import io.agentropic.sandbox.UidRange;
import io.agentropic.syscall.CurrentProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As whom confined agents can run here. */
public sealed interface AgentUsers {

    /** Each as a user of its own: the supervisor is root. */
    record OwnEach(UidRange range) implements AgentUsers {}

    /** All as the supervisor's user, which is not root and may become nobody else. */
    record Shared(int uid) implements AgentUsers {}

    /** The supervisor is root and cannot hand out users: nobody would be confined. */
    record None(Shortfall why) implements AgentUsers {}

    /** One to try things as; {@code null} for the supervisor's own. */
    static @Nullable AgentUser anyOf(AgentUsers users) {
        return switch (users) {
            case OwnEach(UidRange range) -> new AgentUser(range.last(), range.group());
            case Shared _, None _ -> null;
        };
    }

    /** As it is for this process. */
    static AgentUsers of(UidRange range) {
        int uid = CurrentProcess.effectiveUser();
        if (uid != 0) {
            return new Shared(uid);
        }
        try {
            return ofRoot(range, Capabilities.mayBecomeOtherUsers(), Files.readAllLines(Path.of("/proc/self/uid_map")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /proc/self/uid_map", e);
        }
    }

    /** As it is for root with these rights, in a user name space with this map; see user_namespaces(7). */
    static AgentUsers ofRoot(UidRange range, boolean mayBecomeOthers, List<String> uidMap) {
        String mechanism = "a user of its own for each agent (runtime.uids: " + range + ")";
        if (!mayBecomeOthers) {
            return new None(new Shortfall(
                    mechanism,
                    "root lacks CAP_SETUID, CAP_SETGID or CAP_SETPCAP here",
                    "Start the supervisor with these capabilities, or as an ordinary user"));
        }
        if (uidMap.stream().noneMatch(line -> covers(line, range))) {
            return new None(new Shortfall(
                    mechanism,
                    "these ids do not exist in this user name space",
                    "Set 'runtime.uids' to a range that /proc/self/uid_map has, and that nobody uses"));
        }
        return new OwnEach(range);
    }

    private static boolean covers(String mapping, UidRange range) {
        String[] words = mapping.strip().split(" +", -1);
        long first = Long.parseLong(words[0]);
        long count = Long.parseLong(words[2]);
        return first <= range.first() && range.last() < first + count;
    }
}
