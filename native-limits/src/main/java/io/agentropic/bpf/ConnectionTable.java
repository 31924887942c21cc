package io.agentropic.bpf;

import io.agentropic.syscall.Bpf;
import io.agentropic.syscall.Descriptor;
import io.agentropic.syscall.SyscallException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The kernel's table of the live network sockets of one control group: exact, whoever races whom. It counts every IPv4 and
 * IPv6 socket (TCP, UDP and others) from socket(2) to the close of its last descriptor, and every accepted connection;
 * sockets of the host itself (Unix-domain, netlink) are not counted. One too many is refused with EPERM.
 *
 * <p>The programs stay until the control group is removed; closing this gives up the right to change the limit. Owned by
 * one thread.
 */
public final class ConnectionTable implements AutoCloseable {

    /** No cookie has this bit: the kernel counts them from 1. */
    private static final long PLACEHOLDER = 1L << 63;

    private final Descriptor table;
    private final int room;
    private int most;

    private ConnectionTable(Descriptor table, int room) {
        this.table = table;
        this.room = room;
        this.most = room;
    }

    /**
     * Why there can be no such table here; empty when there can. Tried, with all programs, but without a control group.
     */
    public static Optional<String> obstacle() {
        try (Descriptor table = Bpf.makeTable(1)) {
            ConnectionPrograms.of(table)
                    .forEach((hook, program) -> program.load(hook).close());
            return Optional.empty();
        } catch (SyscallException e) {
            return Optional.of("the kernel refused " + e.getMessage());
        }
    }

    /**
     * Counts the sockets of the group at {@code directory}, which is empty, from now on.
     *
     * @param most how many there may be, from 1
     * @throws SyscallException when the kernel refuses
     */
    public static ConnectionTable attach(Path directory, int most) {
        Descriptor table = Bpf.makeTable(most);
        try (Descriptor group = Descriptor.ofDirectory(directory)) {
            Attachment.attach(group, ConnectionPrograms.of(table));
            return new ConnectionTable(table, most);
        } catch (SyscallException e) {
            table.close();
            throw e;
        }
    }

    /** How many there may be. */
    public int most() {
        return most;
    }

    /** The most that {@link #change} can set: the kernel cannot make a table larger. */
    public int room() {
        return room;
    }

    /** How many there are. */
    public int live() {
        int live = 0;
        for (Optional<Long> key = Bpf.keyAfter(table, Optional.empty());
                key.isPresent();
                key = Bpf.keyAfter(table, key)) {
            if (key.get() > 0) {
                live++;
            }
        }
        return live;
    }

    /**
     * Allows {@code wanted} sockets from now on: places that must stay free are taken by placeholders.
     *
     * @param wanted from 1 to {@link #room}
     * @return whether that could be done; when more sockets are live nothing changes
     */
    public boolean change(int wanted) {
        if (wanted < 1 || wanted > room) {
            throw new IllegalArgumentException(wanted + " is not within 1.." + room);
        }
        int before = most;
        while (most < wanted) {
            most++;
            Bpf.remove(table, PLACEHOLDER | most);
        }
        while (most > wanted) {
            if (!Bpf.add(table, PLACEHOLDER | most)) {
                change(before);
                return false;
            }
            most--;
        }
        return true;
    }

    /** Idempotent. */
    @Override
    public void close() {
        table.close();
    }
}
