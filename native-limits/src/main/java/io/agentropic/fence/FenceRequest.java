package io.agentropic.fence;

import io.agentropic.limits.Enforcement;
import io.agentropic.limits.OomPolicy;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.sandbox.NetworkAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The fence wanted for one incarnation.
 *
 * @param agent the agent's name: 1 to 64 letters, digits, {@code . _ -}, beginning with a letter or digit
 * @param incarnation which spawned life of it, from 1
 * @param limits what it may use; already checked with {@link ResourceLimits#violations}
 * @param enforcement what happens to a limit that this host cannot hold
 * @param cpuWeight its share of the CPU against its siblings, 1 to 10000; {@link #DEFAULT_CPU_WEIGHT}
 * @param writablePaths where it writes; an I/O limit is put on the disks behind them
 * @param oomPolicy what a kill for the memory limit means for its other processes
 * @param network what it may reach; rules on addresses hold for its control group
 * @param confined whether its child is started by a thread that can install a filter
 * @param place where it stands among others that want processors
 */
public record FenceRequest(
        String agent,
        long incarnation,
        ResourceLimits limits,
        Enforcement enforcement,
        int cpuWeight,
        List<Path> writablePaths,
        OomPolicy oomPolicy,
        NetworkAccess network,
        boolean confined,
        CpuPlace place) {

    /** The weight of an agent of normal priority. */
    public static final int DEFAULT_CPU_WEIGHT = 100;

    private static final int MAX_CPU_WEIGHT = 10_000;
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Refuses a name that could leave its directory, and numbers out of range, with {@link IllegalArgumentException}. */
    public FenceRequest {
        if (!NAME.matcher(agent).matches()) {
            throw new IllegalArgumentException("agent name '" + agent + "' does not match " + NAME);
        }
        if (incarnation < 1) {
            throw new IllegalArgumentException("incarnation " + incarnation + " is below 1");
        }
        if (cpuWeight < 1 || cpuWeight > MAX_CPU_WEIGHT) {
            throw new IllegalArgumentException("cpuWeight " + cpuWeight + " is not within 1.." + MAX_CPU_WEIGHT);
        }
        writablePaths = List.copyOf(writablePaths);
    }

    /** A request with the default policy: one kill for the memory limit ends all of it. */
    public FenceRequest(
            String agent,
            long incarnation,
            ResourceLimits limits,
            Enforcement enforcement,
            int cpuWeight,
            List<Path> writablePaths) {
        this(agent, incarnation, limits, enforcement, cpuWeight, writablePaths, OomPolicy.KILL);
    }

    /** A request for an agent that is not confined. */
    public FenceRequest(
            String agent,
            long incarnation,
            ResourceLimits limits,
            Enforcement enforcement,
            int cpuWeight,
            List<Path> writablePaths,
            OomPolicy oomPolicy) {
        this(
                agent,
                incarnation,
                limits,
                enforcement,
                cpuWeight,
                writablePaths,
                oomPolicy,
                new NetworkAccess.Host(),
                false,
                CpuPlace.ANYWHERE);
    }

    /** The same request for an agent that is confined and may reach {@code some} of the network. */
    public FenceRequest confinedTo(NetworkAccess some) {
        return new FenceRequest(
                agent, incarnation, limits, enforcement, cpuWeight, writablePaths, oomPolicy, some, true, place);
    }

    /** The same request for an agent that shares the host's network, and is held to {@code some} of it. */
    public FenceRequest heldTo(NetworkAccess.Restricted some) {
        return new FenceRequest(
                agent, incarnation, limits, enforcement, cpuWeight, writablePaths, oomPolicy, some, confined, place);
    }

    /** The same request for an agent that stands there among others. */
    public FenceRequest placed(CpuPlace there) {
        return new FenceRequest(
                agent, incarnation, limits, enforcement, cpuWeight, writablePaths, oomPolicy, network, confined, there);
    }

    /** The same request for another incarnation, perhaps of another agent. */
    public FenceRequest of(String another, long itsIncarnation) {
        return new FenceRequest(
                another,
                itsIncarnation,
                limits,
                enforcement,
                cpuWeight,
                writablePaths,
                oomPolicy,
                network,
                confined,
                place);
    }

    /** The same request with other limits. */
    public FenceRequest withLimits(ResourceLimits others) {
        return new FenceRequest(
                agent, incarnation, others, enforcement, cpuWeight, writablePaths, oomPolicy, network, confined, place);
    }

    /** A request with the default weight and no I/O paths. */
    public static FenceRequest of(String agent, long incarnation, ResourceLimits limits, Enforcement enforcement) {
        return new FenceRequest(agent, incarnation, limits, enforcement, DEFAULT_CPU_WEIGHT, List.of());
    }
}
