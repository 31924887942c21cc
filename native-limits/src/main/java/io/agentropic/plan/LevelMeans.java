package io.agentropic.plan;

import io.agentropic.landlock.LandlockAbi;
import io.agentropic.sandbox.UidRange;
import io.agentropic.spawn.ConfinedSpawn;
import io.agentropic.spawn.LandlockRuleset;
import io.agentropic.spawn.SeccompSupport;

/**
 * What this host offers to confine hostile code.
 *
 * @param landlock which version the kernel has
 * @param seccomp whether it filters system calls
 * @param confinedSpawn whether the C library can start a child from a confined thread
 * @param users as whom agents can run
 * @param controlGroups whether a control group keeps all that an agent starts together
 * @param addressRules whether connections can be held to addresses, and not to ports alone
 */
public record LevelMeans(
        LandlockAbi landlock,
        boolean seccomp,
        boolean confinedSpawn,
        AgentUsers users,
        boolean controlGroups,
        boolean addressRules) {

    /** What there is now, without rules on addresses: control groups know whether there are some. */
    public static LevelMeans of(UidRange range, boolean controlGroups) {
        return new LevelMeans(
                LandlockRuleset.abi(),
                SeccompSupport.isThere(),
                ConfinedSpawn.isSupported(),
                AgentUsers.of(range),
                controlGroups,
                false);
    }

    /** The same, where connections can be held to addresses or not. */
    public LevelMeans withAddressRules(boolean there) {
        return new LevelMeans(landlock, seccomp, confinedSpawn, users, controlGroups, there);
    }
}
