package io.agentropic.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.seccomp.Instruction;
import io.agentropic.syscall.Architecture;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the filter answers, on both architectures, by running it here as the kernel would. */
final class SocketFilterTest {

    private static final int ALLOW = 0x7fff0000;
    private static final int ASK = 0x7fc00000;
    private static final int KILL = 0x80000000;
    private static final int EPERM = 0x00050001;
    private static final int EINVAL = 0x00050016;
    private static final int ENOSYS = 0x00050026;
    private static final int EAFNOSUPPORT = 0x00050061;

    private static int verdict(Architecture architecture, int audit, int call, int first, int third) {
        List<Instruction> program = SocketFilter.of(architecture).instructions();
        int accumulator = 0;
        for (int at = 0; at < program.size(); at++) {
            Instruction now = program.get(at);
            int operand = now.operand();
            boolean holds = false;
            switch (now.code()) {
                case 0x20 ->
                    accumulator = switch (operand) {
                        case 0 -> call;
                        case 4 -> audit;
                        case 16 -> first;
                        case 32 -> third;
                        default -> throw new AssertionError("load of " + operand);
                    };
                case 0x15 -> holds = accumulator == operand;
                case 0x35 -> holds = Integer.compareUnsigned(accumulator, operand) >= 0;
                case 0x45 -> holds = (accumulator & operand) != 0;
                case 0x06 -> {
                    return operand;
                }
                default -> throw new AssertionError("operation " + now.code());
            }
            if (now.code() != 0x20) {
                at += holds ? now.jumpTrue() : now.jumpFalse();
            }
        }
        throw new AssertionError("the program has no end");
    }

    private static int of(Architecture architecture, int call, int first, int third) {
        return verdict(architecture, SocketCalls.of(architecture).audit(), call, first, third);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void theSupervisorIsAskedForInternetSocketsAndNoOthers(Architecture architecture) {
        int socket = SocketCalls.of(architecture).socket();
        assertThat(of(architecture, socket, 2, 0)).as("IPv4").isEqualTo(ASK);
        assertThat(of(architecture, socket, 10, 0)).as("IPv6").isEqualTo(ASK);
        assertThat(of(architecture, socket, 1, 0)).as("Unix-domain").isEqualTo(ALLOW);
        assertThat(of(architecture, socket, 16, 0)).as("netlink").isEqualTo(ALLOW);
        for (int family : new int[] {0, 17, 40, 43, 44}) {
            assertThat(of(architecture, socket, family, 0))
                    .as("family " + family)
                    .isEqualTo(EAFNOSUPPORT);
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void whatWouldHideASocketIsRefused(Architecture architecture) {
        SocketCalls calls = SocketCalls.of(architecture);
        assertThat(of(architecture, calls.listen(), 3, 0)).isEqualTo(EPERM);
        assertThat(of(architecture, calls.receiveMessage(), 3, 0)).isEqualTo(EPERM);
        assertThat(of(architecture, calls.receiveMessages(), 3, 0)).isEqualTo(EPERM);
        assertThat(of(architecture, SocketCalls.PIDFD_GETFD, 3, 0)).isEqualTo(EPERM);
        assertThat(of(architecture, SocketCalls.IO_URING_SETUP, 3, 0)).isEqualTo(ENOSYS);
        assertThat(of(architecture, SocketCalls.CLONE3, 0, 0)).isEqualTo(ENOSYS);
        assertThat(of(architecture, calls.newThread(), 0x10000, 0))
                .as("own descriptors")
                .isEqualTo(EPERM);
        assertThat(of(architecture, calls.newThread(), 0x10400, 0))
                .as("a thread")
                .isEqualTo(ALLOW);
        assertThat(of(architecture, calls.newThread(), 0x11, 0)).as("a process").isEqualTo(ALLOW);
        assertThat(of(architecture, calls.unshare(), 0x400, 0)).isEqualTo(EPERM);
        assertThat(of(architecture, calls.unshare(), 0x200, 0)).isEqualTo(ALLOW);
        assertThat(of(architecture, SocketCalls.CLOSE_RANGE, 3, 2)).isEqualTo(EINVAL);
        assertThat(of(architecture, SocketCalls.CLOSE_RANGE, 3, 4)).isEqualTo(ALLOW);
        assertThat(of(architecture, calls.control(), 4, 0))
                .as("PR_SET_DUMPABLE")
                .isEqualTo(EPERM);
        assertThat(of(architecture, calls.control(), 15, 0)).as("PR_SET_NAME").isEqualTo(ALLOW);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void callsOfAnotherArchitectureKill(Architecture architecture) {
        int i386 = 0x40000003;
        assertThat(verdict(architecture, i386, 102, 1, 0)).isEqualTo(KILL);
        assertThat(of(architecture, 0, 0, 0)).as("anything else").isEqualTo(ALLOW);
    }

    @ParameterizedTest
    @EnumSource(value = Architecture.class, names = "X86_64")
    void callsInTheGuiseOfX32AreRefused(Architecture architecture) {
        assertThat(of(architecture, 0x40000000 | 41, 2, 0)).isEqualTo(EPERM);
    }
}
