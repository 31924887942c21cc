package io.agentropic.bpf;

/** Functions of the kernel that a program may call, by their numbers; see bpf-helpers(7). */
enum KernelFunction {
    /** {@code R0 = value(R1 = table, R2 = key)}, null when there is none. */
    MAP_LOOKUP(1),
    /** {@code R0 = add(R1 = table, R2 = key, R3 = value, R4 = flags)}, 0 when it was added. */
    MAP_UPDATE(2),
    /** {@code R0 = remove(R1 = table, R2 = key)}. */
    MAP_DELETE(3),
    /** {@code R0 = copy(R1 = packet, R2 = offset, R3 = to, R4 = bytes)}, 0 when they were there. */
    PACKET_BYTES(26),
    /** {@code R0 = cookie(R1 = context)}: a socket's number, never used again. */
    SOCKET_COOKIE(46),
    /** {@code callBack(R1 = context, R2 = flags)}: which changes of the socket are told from now on. */
    CALL_BACK_FLAGS(59),
    /** {@code R0 = socket(R1 = socket)}, null when it is but a request for one. */
    FULL_SOCKET(95);

    final int number;

    KernelFunction(int number) {
        this.number = number;
    }
}
