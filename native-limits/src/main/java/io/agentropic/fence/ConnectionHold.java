package io.agentropic.fence;

import io.agentropic.bpf.ConnectionTable;
import io.agentropic.limits.LimitRefusedException;
import io.agentropic.syscall.SyscallException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The limit of connections of one control group, where the kernel's own table holds it. Owned by the fence's thread. */
final class ConnectionHold implements AutoCloseable {

    private static final String RESOURCE = "connections";

    private final Path group;
    private Optional<ConnectionTable> table = Optional.empty();

    /** No limit yet, for the group at this place. */
    ConnectionHold(Path group) {
        this.group = group;
    }

    /**
     * Counts from now on; the group is still empty.
     *
     * @return what holds, by the limit's name
     * @throws FenceException when the kernel refuses, though it had agreed to all programs
     */
    Map<String, Number> begin(int most) {
        try {
            table = Optional.of(ConnectionTable.attach(group, most));
            return Map.of(RESOURCE, most);
        } catch (SyscallException | IllegalStateException e) {
            throw new FenceException("connections cannot be counted in " + group + ": " + e.getMessage(), e);
        }
    }

    /**
     * Changes the limit of a group that is in use; {@code null} means that none is wanted.
     *
     * @return what holds, by the limit's name
     * @throws LimitRefusedException when more are open, when the table is too small, or when there is none
     */
    Map<String, Number> change(@Nullable Integer most) {
        if (most == null) {
            return Map.of();
        }
        ConnectionTable counting = table.orElseThrow(() -> new LimitRefusedException(refusal(most)
                + "the agent was started without this limit, and what it has opened since was not counted; stop it,"
                + " update it and start it again"));
        if (most > counting.room()) {
            throw new LimitRefusedException(refusal(most) + "the agent was started with " + counting.room()
                    + ", and the kernel's table cannot grow; stop it, update it and start it again");
        }
        if (!counting.change(most)) {
            throw new LimitRefusedException(refusal(most) + "the agent has " + counting.live()
                    + " open now; have it close some first, ask for more, or stop it");
        }
        return Map.of(RESOURCE, most);
    }

    private static String refusal(int most) {
        return "limits.connections of " + most + " is refused: ";
    }

    /** The limit itself goes with the control group. Idempotent. */
    @Override
    public void close() {
        table.ifPresent(ConnectionTable::close);
    }
}
