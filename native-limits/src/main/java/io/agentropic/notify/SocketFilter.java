package io.agentropic.notify;

import io.agentropic.seccomp.Instruction;
import io.agentropic.seccomp.SyscallFilter;
import io.agentropic.syscall.Architecture;
import java.util.ArrayList;
import java.util.List;

/**
 * The filter that asks about each IPv4 and IPv6 socket, as classic BPF; see seccomp(2). What could hide a socket from the
 * count is refused:
 *
 * <ul>
 *   <li>listen(2): what it lets be accepted would come uncounted;
 *   <li>recvmsg(2): a socket could be kept in a message, in no table of descriptors, and be taken out again;
 *   <li>a thread with a table of descriptors of its own (clone(2), unshare(2), close_range(2)), and clone3(2), whose flags a
 *       filter cannot see: a libc falls back to clone(2);
 *   <li>pidfd_getfd(2), which takes a socket from a process that was not asked about;
 *   <li>prctl(PR_SET_DUMPABLE), which would close {@code /proc/PID/fd} to the supervisor;
 *   <li>io_uring, which makes sockets past every filter;
 *   <li>families beside Unix-domain, IPv4, IPv6 and netlink: some make IPv4 connections inside the kernel.
 * </ul>
 */
final class SocketFilter {

    private static final int LOAD = 0x20;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_GREATER_OR_EQUAL = 0x35;
    private static final int IF_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int KILL_PROCESS = 0x80000000;
    private static final int FAIL = 0x00050000;
    private static final int ASK = 0x7fc00000;
    private static final int ALLOW = 0x7fff0000;

    /** {@code struct seccomp_data}. */
    private static final int NUMBER = 0;

    private static final int ARCHITECTURE = 4;
    private static final int FIRST = 16;
    private static final int THIRD = 32;

    private static final int EPERM = 1;
    private static final int EINVAL = 22;
    private static final int ENOSYS = 38;
    private static final int EAFNOSUPPORT = 97;

    private static final int X32 = 0x40000000;
    private static final int UNIX = 1;
    private static final int IPV4 = 2;
    private static final int IPV6 = 10;
    private static final int NETLINK = 16;
    private static final int SHARE_DESCRIPTORS = 0x400;
    private static final int SAME_PROCESS = 0x10000;
    private static final int UNSHARE_DESCRIPTORS = 2;
    private static final int SET_DUMPABLE = 4;

    private final List<Instruction> instructions = new ArrayList<>();

    private SocketFilter() {}

    static SyscallFilter of(Architecture architecture) {
        var filter = new SocketFilter();
        filter.build(architecture, SocketCalls.of(architecture));
        return new SyscallFilter(filter.instructions);
    }

    private void build(Architecture architecture, SocketCalls calls) {
        add(LOAD, 0, 0, ARCHITECTURE);
        add(IF_EQUAL, 1, 0, calls.audit());
        end(KILL_PROCESS);
        add(LOAD, 0, 0, NUMBER);
        if (architecture == Architecture.X86_64) {
            add(IF_GREATER_OR_EQUAL, 0, 1, X32);
            end(FAIL | EPERM);
        }
        fail(SocketCalls.IO_URING_SETUP, ENOSYS);
        fail(SocketCalls.CLONE3, ENOSYS);
        fail(SocketCalls.PIDFD_GETFD, EPERM);
        fail(calls.listen(), EPERM);
        fail(calls.receiveMessage(), EPERM);
        fail(calls.receiveMessages(), EPERM);
        threads(calls.newThread());
        failOnBit(calls.unshare(), FIRST, SHARE_DESCRIPTORS, EPERM);
        failOnBit(SocketCalls.CLOSE_RANGE, THIRD, UNSHARE_DESCRIPTORS, EINVAL);
        dumpable(calls.control());
        sockets(calls.socket());
        end(ALLOW);
    }

    private void fail(int call, int errno) {
        add(IF_EQUAL, 0, 1, call);
        end(FAIL | errno);
    }

    private void threads(int clone) {
        add(IF_EQUAL, 0, 5, clone);
        add(LOAD, 0, 0, FIRST);
        add(IF_ANY_BIT, 0, 2, SAME_PROCESS);
        add(IF_ANY_BIT, 1, 0, SHARE_DESCRIPTORS);
        end(FAIL | EPERM);
        end(ALLOW);
    }

    private void failOnBit(int call, int argument, int bit, int errno) {
        add(IF_EQUAL, 0, 4, call);
        add(LOAD, 0, 0, argument);
        add(IF_ANY_BIT, 0, 1, bit);
        end(FAIL | errno);
        end(ALLOW);
    }

    private void dumpable(int control) {
        add(IF_EQUAL, 0, 4, control);
        add(LOAD, 0, 0, FIRST);
        add(IF_EQUAL, 0, 1, SET_DUMPABLE);
        end(FAIL | EPERM);
        end(ALLOW);
    }

    private void sockets(int socket) {
        add(IF_EQUAL, 0, 8, socket);
        add(LOAD, 0, 0, FIRST);
        add(IF_EQUAL, 3, 0, IPV4);
        add(IF_EQUAL, 2, 0, IPV6);
        add(IF_EQUAL, 2, 0, UNIX);
        add(IF_EQUAL, 1, 2, NETLINK);
        end(ASK);
        end(ALLOW);
        end(FAIL | EAFNOSUPPORT);
    }

    private void end(int verdict) {
        add(RETURN, 0, 0, verdict);
    }

    private void add(int code, int ifTrue, int ifFalse, int number) {
        instructions.add(new Instruction(code, ifTrue, ifFalse, number));
    }
}
