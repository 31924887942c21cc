package io.agentropic.bpf;

import static io.agentropic.bpf.Register.FRAME;
import static io.agentropic.bpf.Register.R0;
import static io.agentropic.bpf.Register.R1;
import static io.agentropic.bpf.Register.R2;
import static io.agentropic.bpf.Register.R3;
import static io.agentropic.bpf.Register.R4;
import static io.agentropic.bpf.Register.R6;
import static io.agentropic.bpf.Register.R7;

import java.util.EnumMap;
import java.util.Map;

/**
 * The programs that hold {@link NetworkRules}. Only TCP and UDP sockets can be made: other protocols (SCTP, MPTCP, raw)
 * reach the network past connect(2). Each connect and each datagram is compared with the rules by address and port; each
 * packet, in and out, once more by address, so that nobody else reaches what the agent serves.
 */
final class NetworkPrograms {

    /** {@code struct bpf_sock}. */
    private static final int SOCKET_TYPE = 8;

    private static final int SOCKET_PROTOCOL = 12;
    private static final int STREAM = 1;
    private static final int DATAGRAM = 2;
    private static final int TCP = 6;
    private static final int UDP = 17;

    /** {@code struct bpf_sock_addr}. */
    private static final int USER_ADDRESS4 = 4;

    private static final int USER_ADDRESS6 = 8;
    private static final int USER_PORT = 24;

    /** {@code struct __sk_buff}. */
    private static final int PACKET_PROTOCOL = 16;

    /** ETH_P_IP and ETH_P_IPV6 in network order. */
    private static final int IPV4 = 0x0008;

    private static final int IPV6 = 0xDD86;
    private static final int SOURCE4 = 12;
    private static final int DESTINATION4 = 16;
    private static final int SOURCE6 = 8;
    private static final int DESTINATION6 = 24;
    private static final int BYTES4 = 4;
    private static final int BYTES6 = 16;
    private static final int ON_STACK = -16;

    private NetworkPrograms() {}

    static Map<Hook, Program> of(NetworkRules rules) {
        Map<Hook, Program> programs = new EnumMap<>(Hook.class);
        programs.put(Hook.SOCKET_CREATE, create());
        programs.put(Hook.CONNECT4, outwards(rules, USER_ADDRESS4, 1));
        programs.put(Hook.CONNECT6, outwards(rules, USER_ADDRESS6, 4));
        programs.put(Hook.SEND4, outwards(rules, USER_ADDRESS4, 1));
        programs.put(Hook.SEND6, outwards(rules, USER_ADDRESS6, 4));
        programs.put(Hook.BIND4, bind(rules, USER_ADDRESS4, 1));
        programs.put(Hook.BIND6, bind(rules, USER_ADDRESS6, 4));
        if (rules.ports().isEmpty()) {
            programs.put(Hook.INGRESS, packet(rules, SOURCE4, SOURCE6));
            programs.put(Hook.EGRESS, packet(rules, DESTINATION4, DESTINATION6));
        }
        return programs;
    }

    private static Program create() {
        return new Program()
                .loadWord(R2, R1, SOCKET_TYPE)
                .loadWord(R3, R1, SOCKET_PROTOCOL)
                .ifEqual(R2, STREAM, "stream")
                .ifEqual(R2, DATAGRAM, "datagram")
                .end(0)
                .label("stream")
                .ifNotEqual(R3, TCP, "refuse")
                .end(1)
                .label("datagram")
                .ifNotEqual(R3, UDP, "refuse")
                .end(1)
                .label("refuse")
                .end(0);
    }

    /** The verifier takes no instruction that cannot be reached. */
    private static Program refuseAll() {
        return new Program().end(0);
    }

    private static Program outwards(NetworkRules rules, int offset, int words) {
        if (rules.nothing()) {
            return refuseAll();
        }
        Program program = new Program().move(R6, R1).loadWord(R7, R6, USER_PORT);
        var match = new AddressMatch(program, R6, offset, words);
        if (rules.loopback()) {
            match.ifLoopback("allow");
            match.ifWildcard("allow");
        }
        for (Endpoint endpoint : rules.allowed()) {
            match.ifEndpoint(endpoint, R7, "allow");
        }
        for (int port : rules.ports()) {
            program.ifEqual(R7, Endpoint.inNetworkOrder(port), "allow");
        }
        return program.end(0).label("allow").end(1);
    }

    /**
     * Loopback addresses where they are allowed. Any address, but then no port of one's own choice where one may only
     * connect: a datagram socket is bound so when it is made. Who reaches it is a matter of packets.
     */
    private static Program bind(NetworkRules rules, int offset, int words) {
        if (rules.nothing()) {
            return refuseAll();
        }
        Program program = new Program().move(R6, R1).loadWord(R7, R6, USER_PORT);
        var match = new AddressMatch(program, R6, offset, words);
        if (rules.loopback()) {
            match.ifLoopback("allow");
            match.ifWildcard("allow");
        } else {
            program.ifNotEqual(R7, 0, "refuse");
            match.ifWildcard("allow");
        }
        return program.label("refuse").end(0).label("allow").end(1);
    }

    private static Program packet(NetworkRules rules, int offset4, int offset6) {
        if (rules.nothing()) {
            return refuseAll();
        }
        Program program = new Program()
                .move(R6, R1)
                .loadWord(R7, R6, PACKET_PROTOCOL)
                .ifEqual(R7, IPV4, "version 4")
                .ifEqual(R7, IPV6, "version 6")
                .end(0)
                .label("version 4");
        address(program, offset4, BYTES4);
        addresses(rules, new AddressMatch(program, FRAME, ON_STACK, 1));
        program.end(0).label("version 6");
        address(program, offset6, BYTES6);
        addresses(rules, new AddressMatch(program, FRAME, ON_STACK, 4));
        return program.label("refuse").end(0).label("allow").end(1);
    }

    private static void address(Program program, int offset, int bytes) {
        program.move(R1, R6)
                .move(R2, offset)
                .address(R3, ON_STACK)
                .move(R4, bytes)
                .call(KernelFunction.PACKET_BYTES)
                .ifNotEqual(R0, 0, "refuse");
    }

    private static void addresses(NetworkRules rules, AddressMatch match) {
        if (rules.loopback()) {
            match.ifLoopback("allow");
        }
        for (Endpoint endpoint : rules.allowed()) {
            match.ifAddress(endpoint.address(), "allow");
        }
    }
}
