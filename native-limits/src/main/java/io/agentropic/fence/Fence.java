package io.agentropic.fence;

import io.agentropic.cgroup.Strain;
import io.agentropic.limits.LimitRefusedException;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.syscall.Rlimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything the kernel holds around one incarnation of an agent: its control group where there is one, its process tree
 * where there is none, and its resource limits. Made before the child exists, closed after the last process is gone.
 *
 * <p>Owned by one thread, apart from {@link #usage}, {@link #cpuTime} and {@link #strain}, which any thread may call.
 */
public interface Fence extends AutoCloseable {

    /**
     * Puts the child, which still waits at its gate, inside: joins it to its control group, sets its rlimits and reads
     * every value back.
     *
     * @throws FenceException when a step fails or a value reads back differently; the caller kills the child
     */
    void enclose(long pid);

    /**
     * Finds, among the enclosed processes, the one in a pid namespace below ours that is number {@code numberInside} there,
     * and takes it for the main process from now on. What was enclosed stays enclosed.
     *
     * @return its pid here
     * @throws FenceException when there is not exactly one
     */
    long recognize(long numberInside);

    /** The resource limits that each process inside gets, by {@link #enclose} at the latest. */
    Map<Rlimit, Long> processLimits();

    /** What has to be asked for each socket, where the kernel cannot count them; complete before {@link #enclose}. */
    default Optional<SocketAsking> sockets() {
        return Optional.empty();
    }

    /** Requested, effective and mechanism of each limit; complete after {@link #enclose}. */
    List<LimitReport> limits();

    /**
     * Puts other limits on the enclosed processes, which go on, and reads every value back. When a step fails the
     * earlier limits are put back.
     *
     * @throws io.agentropic.limits.LimitUnavailableException under strict enforcement, when a limit cannot be held here
     * @throws LimitRefusedException when the processes use more memory than they would be allowed
     * @throws FenceException when a step fails or a value reads back differently
     */
    void update(ResourceLimits limits);

    /**
     * Gives the enclosed processes this share of the processors until it is called again; {@link #update} leaves it as it is.
     * Nothing happens where no controller holds it.
     *
     * @param weight against its siblings, 1 to 10000
     * @param cores at most, together with {@code limits.cpu}; {@code null} for what that allows
     * @throws FenceException when it is refused or reads back differently
     */
    default void share(int weight, @Nullable Double cores) {}

    /**
     * What the enclosed processes have used; cheaper than {@link #usage}, and any thread may call it.
     *
     * @throws FenceException when it cannot be read
     */
    default Duration cpuTime() {
        return usage().cpuTime();
    }

    /**
     * Makes the enclosed main process, in which nothing of an agent has run yet, fit for one with these limits: it must be
     * alive, enclosed and not stopped or frozen. Every limit is set again, those that have not changed too, and read back.
     *
     * @throws io.agentropic.limits.LimitUnavailableException under strict enforcement, when a limit cannot be held here
     * @throws LimitRefusedException when it uses more memory than it would be allowed
     * @throws FenceException when it is not fit, a step fails or a value reads back differently; the caller kills it
     */
    void affirm(ResourceLimits limits);

    /** What the enclosed processes use at this moment. */
    ResourceUsage usage();

    /** What the kernel (or the monitor) counted against this incarnation so far; read it before {@link #close}. */
    Evidence evidence();

    /**
     * What holds the enclosed processes up; {@link Strain#NONE} where no control group counts it.
     *
     * @throws FenceException when it cannot be read
     */
    Strain strain();

    /**
     * Stops every enclosed process from running and waits until the kernel confirms it.
     *
     * @return whether it was confirmed within {@code timeout}
     */
    boolean freeze(Duration timeout);

    /** Lets the enclosed processes run again; the counterpart of {@link #freeze}. */
    boolean thaw(Duration timeout);

    /**
     * As {@link #freeze}, for a short while and without waiting where the kernel is certain to do it.
     *
     * @return whether it is done, or will be
     */
    default boolean hold(Duration timeout) {
        return freeze(timeout);
    }

    /** As {@link #thaw}, without waiting where the kernel is certain to do it; the counterpart of {@link #hold}. */
    default boolean letGo(Duration timeout) {
        return thaw(timeout);
    }

    /** Sends {@code signal} to the enclosed main process; nothing happens when it is gone. */
    void signal(int signal);

    /** Kills every enclosed process, frozen ones too. Returns at once; {@link #awaitEmpty} tells when they are gone. */
    void kill();

    /**
     * Waits until no enclosed process is left.
     *
     * @return whether that was so within {@code timeout}
     */
    boolean awaitEmpty(Duration timeout) throws InterruptedException;

    /** The directory of the control group around the enclosed processes; empty where there is none. */
    Optional<Path> controlGroup();

    /** How processes are frozen and killed here, for reports: {@code cgroup} or {@code process tree}. */
    String mechanism();

    /**
     * Removes what {@link Fences#prepare} made. Idempotent.
     *
     * @throws FenceException when a process is still inside
     */
    @Override
    void close();
}
