package io.agentropic.bpf;

import static io.agentropic.bpf.Register.R2;

import java.net.InetAddress;

/** Comparisons of the address at {@code base + offset}, one word of IPv4 or four of IPv6, in a program. Uses R2. */
final class AddressMatch {

    /** 127.0.0.0/8, of which the first byte in memory is the lowest of the word. */
    private static final int LOOPBACK_NET = 127;

    private static final int LOWEST_BYTE = 0xff;
    private static final int LAST_IS_ONE = 1 << 24;
    /** ::ffff:0:0/96, how IPv4 addresses look within IPv6. */
    private static final int MAPPED = 0xffff0000;

    private final Program program;
    private final Register base;
    private final int offset;
    private final int words;
    private int labels;

    AddressMatch(Program program, Register base, int offset, int words) {
        this.program = program;
        this.base = base;
        this.offset = offset;
        this.words = words;
    }

    /** 127.0.0.0/8, ::1, and the former within the latter's family. */
    void ifLoopback(String label) {
        String no = fresh();
        if (words == 1) {
            load(0).and(R2, LOWEST_BYTE).ifEqual(R2, LOOPBACK_NET, label);
            return;
        }
        require(no, 0, 0, 0, LAST_IS_ONE);
        program.jump(label).label(no);
        String notMapped = fresh();
        require(notMapped, 0, 0, MAPPED);
        load(3).and(R2, LOWEST_BYTE).ifEqual(R2, LOOPBACK_NET, label);
        program.label(notMapped);
    }

    /** 0.0.0.0 and ::, which mean this host to connect(2) and every address to bind(2). */
    void ifWildcard(String label) {
        if (words == 1) {
            load(0).ifEqual(R2, 0, label);
            return;
        }
        String no = fresh();
        require(no, 0, 0, 0, 0);
        program.jump(label).label(no);
        String notMapped = fresh();
        require(notMapped, 0, 0, MAPPED, 0);
        program.jump(label).label(notMapped);
    }

    void ifAddress(InetAddress address, String label) {
        matching(address, fresh(), label);
    }

    /** {@code port} holds the port in network order. */
    void ifEndpoint(Endpoint endpoint, Register port, String label) {
        String no = fresh();
        program.ifNotEqual(port, endpoint.portInNetworkOrder(), no);
        matching(endpoint.address(), no, label);
    }

    private void matching(InetAddress address, String no, String label) {
        int[] wanted = Endpoint.words(address);
        if (wanted.length == words) {
            require(no, wanted);
            program.jump(label);
        } else if (words > wanted.length) {
            require(no, 0, 0, MAPPED, wanted[0]);
            program.jump(label);
        }
        program.label(no);
    }

    private void require(String otherwise, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            load(i).ifNotEqual(R2, wanted[i], otherwise);
        }
    }

    private Program load(int word) {
        return program.loadWord(R2, base, offset + word * Integer.BYTES);
    }

    /** Two matches of one program start at different offsets or bases, so their labels differ. */
    private String fresh() {
        labels++;
        return words + " words, not match " + labels;
    }
}
