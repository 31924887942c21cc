package io.agentropic.seccomp;

import static io.agentropic.seccomp.Verdict.NOT_PERMITTED;
import static io.agentropic.seccomp.Verdict.NO_SUCH_FAMILY;

import io.agentropic.seccomp.ArgumentRule.OneOf;
import io.agentropic.seccomp.ArgumentRule.WithoutBits;
import java.util.List;
import java.util.Map;

/** Which sockets a confined process can make. Netlink, vsock, raw and packet sockets are in none of these. */
public enum Sockets {
    /** Unix-domain ones. */
    UNIX,
    /**
     * Also TCP ones that connect: no server, no UDP. For use with Landlock's rules on ports, which know neither other
     * protocols nor a connection that begins with its first data (TCP Fast Open).
     */
    TCP_CLIENT,
    /** Also TCP and UDP ones of every kind. */
    INTERNET;

    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;
    /** The type without SOCK_CLOEXEC and SOCK_NONBLOCK. */
    private static final int TYPE_MASK = 0xF;

    private static final int IPPROTO_TCP = 6;
    private static final int IPPROTO_UDP = 17;
    private static final int MSG_FASTOPEN = 0x20000000;
    private static final int WHOLE = 0xFFFFFFFF;

    /** The conditions on the calls that make and use sockets. */
    Map<String, List<ArgumentRule>> rules() {
        return switch (this) {
            case UNIX -> Map.of("socket", socket(List.of(AF_UNIX), List.of(SOCK_STREAM, SOCK_DGRAM), List.of(0)));
            case TCP_CLIENT ->
                Map.of(
                        "socket",
                        socket(List.of(AF_UNIX, AF_INET, AF_INET6), List.of(SOCK_STREAM), List.of(0, IPPROTO_TCP)),
                        "listen",
                        List.of(new OneOf(0, WHOLE, NOT_PERMITTED, List.of())),
                        "sendto",
                        withoutFastOpen(3),
                        "sendmsg",
                        withoutFastOpen(2),
                        "sendmmsg",
                        withoutFastOpen(3));
            case INTERNET ->
                Map.of(
                        "socket",
                        socket(
                                List.of(AF_UNIX, AF_INET, AF_INET6),
                                List.of(SOCK_STREAM, SOCK_DGRAM),
                                List.of(0, IPPROTO_TCP, IPPROTO_UDP)));
        };
    }

    private static List<ArgumentRule> socket(List<Integer> domains, List<Integer> types, List<Integer> protocols) {
        return List.of(
                new OneOf(0, WHOLE, NO_SUCH_FAMILY, domains),
                new OneOf(1, TYPE_MASK, NO_SUCH_FAMILY, types),
                new OneOf(2, WHOLE, NO_SUCH_FAMILY, protocols));
    }

    private static List<ArgumentRule> withoutFastOpen(int flagsArgument) {
        return List.of(new WithoutBits(flagsArgument, NOT_PERMITTED, MSG_FASTOPEN));
    }
}
