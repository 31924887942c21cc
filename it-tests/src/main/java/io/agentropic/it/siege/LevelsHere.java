package io.agentropic.it.siege;

import io.agentropic.host.HostProbe;
import io.agentropic.host.LevelCapability;
import io.agentropic.launch.NamespaceTools;
import io.agentropic.spec.IsolationLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which levels this host offers to this user, as {@code doctor} says. */
public final class LevelsHere {

    private LevelsHere() {}

    /** All but {@code none}, which shares a JVM; weakest first. */
    public static List<IsolationLevel> all() {
        Set<String> available =
                HostProbe.probe(means ->
                                NamespaceTools.on(System.getenv("PATH"), means).containerRuntime())
                        .levels()
                        .stream()
                        .filter(LevelCapability::available)
                        .map(LevelCapability::level)
                        .collect(Collectors.toSet());
        return Arrays.stream(IsolationLevel.values())
                .filter(level -> level != IsolationLevel.NONE)
                .filter(level -> available.contains(level.word()))
                .toList();
    }

    /** Those that confine hostile code. */
    public static List<IsolationLevel> confining() {
        return all().stream().filter(IsolationLevel::confines).toList();
    }

    /** Those that can be attacked: an agent that runs as root without a fence is not made hostile. */
    public static List<IsolationLevel> attackable() {
        return System.getProperty("user.name").equals("root") ? confining() : all();
    }
}
