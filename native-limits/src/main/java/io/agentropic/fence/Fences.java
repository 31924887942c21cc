package io.agentropic.fence;

/**
 * Builds fences with what this host has: control groups where a version 2 tree is writable, process trees elsewhere. One
 * per supervisor run; any thread may prepare fences.
 */
public final class Fences implements AutoCloseable {

    /** The environment variable that marks each process of an agent; its value is {@link #marker}. */
    public static final String MARKER_VARIABLE = "AGENTROPIC_AGENT";

    private final String runId;

    private Fences(String runId) {
        this.runId = runId;
    }

    /**
     * Opens the fences of one run and ends what an earlier supervisor of the same run left behind.
     *
     * @param runId names the run directory: 1 to 32 lower-case hexadecimal digits
     * @throws FenceException when leftovers could not be ended
     * @throws io.agentropic.syscall.UnsupportedHostException on anything but Linux on x86_64 or aarch64
     */
    public static Fences open(String runId) {
        return new Fences(runId);
    }

    /** How many incarnations of an earlier supervisor {@link #open} found and ended. */
    public int swept() {
        return 0;
    }

    /** How processes are frozen and killed here: {@code cgroup} or {@code process tree}. */
    public String mechanism() {
        return "process tree";
    }

    /** What the environment of each of its processes must carry under {@link #MARKER_VARIABLE}. */
    public String marker(FenceRequest request) {
        return runId + "/" + request.agent() + "/" + request.incarnation();
    }

    /**
     * Plans each limit and makes what has to exist before the child does.
     *
     * @throws io.agentropic.limits.LimitUnavailableException under strict enforcement, when a limit cannot be held here;
     *     nothing is left behind
     * @throws FenceException when a step failed; nothing is left behind
     */
    public Fence prepare(FenceRequest request) {
        return notBuilt(request);
    }

    /** Removes what {@link #open} made. Idempotent; every fence must be closed before. */
    @Override
    public void close() {}

    private Fence notBuilt(FenceRequest request) {
        if (runId.isEmpty()) {
            return notBuilt(request);
        }
        throw new FenceException("not built yet: fence of " + request.agent());
    }
}
