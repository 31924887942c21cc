package io.agentropic.bpf;

/**
 * Where in the kernel a program is run for each process or socket of a control group. Numbers are those of {@code enum
 * bpf_prog_type} and {@code enum bpf_attach_type} in {@code include/uapi/linux/bpf.h}. A program that returns 0 refuses:
 * the caller sees EPERM, a packet is dropped.
 */
public enum Hook {
    /** A packet arrives for a socket. */
    INGRESS(Type.PACKET, 0),
    /** A socket sends a packet. */
    EGRESS(Type.PACKET, 1),
    /** socket(2), for IPv4 and IPv6. */
    SOCKET_CREATE(Type.SOCKET, 2),
    /** A TCP connection changes its state; nothing can be refused here. */
    TCP_EVENT(Type.TCP_EVENT, 3),
    /** bind(2) to an IPv4 address. */
    BIND4(Type.ADDRESS, 8),
    /** bind(2) to an IPv6 address. */
    BIND6(Type.ADDRESS, 9),
    /** connect(2) to an IPv4 address. */
    CONNECT4(Type.ADDRESS, 10),
    /** connect(2) to an IPv6 address. */
    CONNECT6(Type.ADDRESS, 11),
    /** A datagram to an IPv4 address from a socket that is not connected. */
    SEND4(Type.ADDRESS, 14),
    /** A datagram to an IPv6 address from a socket that is not connected. */
    SEND6(Type.ADDRESS, 15),
    /** The last descriptor of a socket was closed (Linux 5.9). */
    SOCKET_RELEASE(Type.SOCKET, 34);

    final int type;
    final int attachType;

    Hook(int type, int attachType) {
        this.type = type;
        this.attachType = attachType;
    }

    /** {@code enum bpf_prog_type}. */
    private static final class Type {
        static final int PACKET = 8;
        static final int SOCKET = 9;
        static final int TCP_EVENT = 13;
        static final int ADDRESS = 18;
    }
}
