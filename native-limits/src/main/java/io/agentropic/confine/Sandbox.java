package io.agentropic.confine;

import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.seccomp.SyscallFilter;
import io.agentropic.spawn.ConfinedSpawn;
import io.agentropic.spawn.LandlockRuleset;
import io.agentropic.spawn.SpawnedChild;
import io.agentropic.spawn.ThreadStep;
import io.agentropic.syscall.Architecture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fence around hostile code: Landlock and seccomp together, in a process that can gain no privilege, under a user of
 * its own where the supervisor is root. Neither of the two is enough: Landlock knows no UDP, no netlink and no system
 * calls, seccomp sees no paths.
 *
 * @param config what the agent may reach
 * @param around what its JVM needs
 * @param user as whom it runs; {@code null} for the supervisor's own user, which is not root then
 */
public record Sandbox(
        SandboxConfig config, Surroundings around, @Nullable AgentUser user) {

    /** Where in the steps the filter is that asks: the next to last. */
    private static final int FROM_THE_END = 2;

    private static final Path LAST_CAPABILITY = Path.of("/proc/sys/kernel/cap_last_cap");

    /**
     * Starts a command inside, its output appended to two files.
     *
     * @param command the program, by its path, and its arguments
     * @param environment its variables, all of them
     * @throws io.agentropic.syscall.SyscallException naming the call that failed; no child is left then
     * @throws io.agentropic.spawn.TaintedThreadException when a thread of this JVM was restricted with it
     */
    public SpawnedChild start(List<String> command, Map<String, String> environment, Path stdout, Path stderr) {
        return start(command, environment, stdout, stderr, Optional.empty(), _ -> {});
    }

    /**
     * As above, behind one more filter that asks this process about calls.
     *
     * @param asking the filter
     * @param listener is given the descriptor on which it asks, and owns it
     */
    public SpawnedChild start(
            List<String> command,
            Map<String, String> environment,
            Path stdout,
            Path stderr,
            Optional<SyscallFilter> asking,
            IntConsumer listener) {
        Path directory = around.workingDirectory();
        try (LandlockRuleset ruleset = LandlockRuleset.of(SandboxRules.files(config, around))) {
            List<ThreadStep> steps = steps(ruleset, asking);
            SpawnedChild child = new ConfinedSpawn(
                            command,
                            environment,
                            directory == null ? around.privateDirectory() : directory,
                            stdout,
                            stderr,
                            steps)
                    .start();
            asking.ifPresent(_ -> listener.accept((int) child.answer(steps.size() - FROM_THE_END)));
            return child;
        }
    }

    /**
     * The order matters: privileges go first, while they are there to give them up with; a filter that asks a listener
     * goes before the last one, which forbids seccomp(2) itself.
     */
    private List<ThreadStep> steps(LandlockRuleset ruleset, Optional<SyscallFilter> asking) {
        List<ThreadStep> steps = new ArrayList<>();
        steps.add(ThreadStep.noNewPrivileges());
        if (user != null) {
            steps.addAll(ThreadStep.becomeUser(user.uid(), user.group(), lastCapability()));
        }
        steps.add(ruleset.restriction());
        asking.ifPresent(filter -> steps.add(ThreadStep.filterCalls(filter, ThreadStep.NEW_LISTENER)));
        steps.add(
                ThreadStep.filterCalls(SandboxRules.calls(config, user != null).compile(Architecture.host())));
        return steps;
    }

    private static int lastCapability() {
        try {
            return Integer.parseInt(Files.readString(LAST_CAPABILITY).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + LAST_CAPABILITY, e);
        }
    }
}
