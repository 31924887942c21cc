package io.agentropic.it.attack;

import static io.agentropic.it.attack.Attack.Goal.NETWORK;
import static io.agentropic.it.attack.Attack.Goal.ODD_SOCKETS;

import io.agentropic.it.attack.Sockets.Address;
import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** The network, where {@code network: none} says that there is none; services of the host listen and wait to be found. */
final class NetworkAttacks {

    private static final String NO_FAMILY = "EAFNOSUPPORT";
    private static final Expected NO_NETWORK =
            Expected.refused(NO_FAMILY).hidden(NO_FAMILY, "EPERM", "ECONNREFUSED", "ENETUNREACH", "EADDRNOTAVAIL");
    private static final Expected NO_SOCKET = Expected.refused(NO_FAMILY, "EPERM", "EPROTONOSUPPORT", "EACCES");
    private static final long HIGH = 1L << 32;
    private static final long ICMP = 1;
    private static final long MULTIPATH_TCP = 262;
    private static final long STREAM_CONTROL = 132;

    private NetworkAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>(odd());
        attacks.add(reach("tcp", "TCP to a service of the host", Sockets.INET, Sockets.STREAM, 0, Address::loopback));
        attacks.add(reach("tcp6", "the same by IPv6", Sockets.INET6, Sockets.STREAM, 0, Address::loopback6));
        attacks.add(
                reach("tcp-mapped", "the same by ::ffff:127.0.0.1", Sockets.INET6, Sockets.STREAM, 0, Address::mapped));
        attacks.add(reach(
                "tcp-high-bits",
                "a family of more than 32 bits",
                HIGH | Sockets.INET,
                Sockets.STREAM,
                0,
                Address::loopback));
        attacks.add(reach(
                "multipath-tcp",
                "MPTCP, which is not TCP to every filter",
                Sockets.INET,
                Sockets.STREAM,
                MULTIPATH_TCP,
                Address::loopback));
        attacks.add(Attack.of(
                NETWORK,
                "tcp-fast-open",
                "TCP without connect: sendto(MSG_FASTOPEN)",
                NO_NETWORK,
                scene -> outcome(Sockets.with(
                        Sockets.INET,
                        Sockets.STREAM,
                        0,
                        socket -> Sockets.send(
                                socket, Address.loopback((int) scene.number("host.tcp")), Sockets.FAST_OPEN)))));
        attacks.add(Attack.of(
                NETWORK,
                "udp",
                "UDP to a service of the host",
                NO_NETWORK.hidden(NO_FAMILY, "EPERM", "ECONNREFUSED", "ENETUNREACH", "silence"),
                NetworkAttacks::udp));
        attacks.add(Attack.of(
                NETWORK,
                "listen",
                "bind and listen on every address",
                NO_NETWORK.hidden(NO_FAMILY, "EPERM", "silence"),
                NetworkAttacks::listen));
        attacks.add(Attack.of(
                NETWORK,
                "metadata",
                "the metadata service of clouds, 169.254.169.254",
                NO_NETWORK,
                NetworkAttacks::metadata));
        attacks.add(Attack.of(
                NETWORK,
                "name",
                "a host name, by the resolver",
                Expected.refused("unknown host"),
                NetworkAttacks::resolve));
        return attacks;
    }

    private static List<Attack> odd() {
        return List.of(
                socket("netlink", 16, Sockets.RAW, 0),
                socket("netlink-high-bits", HIGH | 16, Sockets.RAW, 0),
                socket("packet", 17, Sockets.RAW, 0x300),
                socket("crypto", 38, 5, 0),
                socket("virtual-machine", 40, Sockets.STREAM, 0),
                socket("bluetooth", 31, Sockets.RAW, 1),
                socket("can", 29, Sockets.RAW, 1),
                socket("tipc", 30, Sockets.STREAM, 0),
                socket("rds", 21, 5, 0),
                socket("smc", 43, Sockets.STREAM, 0),
                socket("xdp", 44, Sockets.RAW, 0),
                socket("raw", Sockets.INET, Sockets.RAW, ICMP),
                socket("raw6", Sockets.INET6, Sockets.RAW, 58),
                socket("ping", Sockets.INET, Sockets.DATAGRAM, ICMP),
                socket("sctp", Sockets.INET, Sockets.STREAM, STREAM_CONTROL),
                Attack.of(
                        ODD_SOCKETS,
                        "netlink-pair",
                        "socketpair of another family",
                        Expected.refused(NO_FAMILY, "EOPNOTSUPP", "EPERM"),
                        Calls.attempt(Syscall.SOCKETPAIR, Set.of(), 2, Sockets.STREAM, 0, Kernel.ints(0, 0))));
    }

    private static Attack socket(String name, long family, long type, long protocol) {
        return Attack.of(
                ODD_SOCKETS,
                "socket-" + name,
                "socket of family " + (int) family + ", type " + type + ", protocol " + protocol,
                NO_SOCKET,
                scene -> outcome(Sockets.with(family, type, protocol, opened -> new Answer(opened, 0))));
    }

    private static Attack reach(
            String name, String tries, long family, long type, long protocol, IntFunction<Address> address) {
        return Attack.of(
                NETWORK,
                name,
                tries,
                NO_NETWORK,
                scene -> outcome(Sockets.with(
                        family,
                        type,
                        protocol,
                        socket -> Sockets.connect(socket, address.apply((int) scene.number("host.tcp"))))));
    }

    /** The host's service listens: whoever is told otherwise is on another network. */
    private static Outcome outcome(Answer answer) {
        if (answer.ok()) {
            return new Outcome.Succeeded("a socket");
        }
        return switch (answer.errno()) {
            case ECONNREFUSED, ENETUNREACH, EADDRNOTAVAIL, EHOSTUNREACH ->
                new Outcome.Refused(answer.toString(), "network name space");
            case EACCES -> new Outcome.Refused("EACCES", Inside.filtered() ? Blame.LANDLOCK : Blame.CAPABILITIES);
            case EAFNOSUPPORT, EPROTONOSUPPORT, ESOCKTNOSUPPORT ->
                Inside.filtered()
                        ? new Outcome.Refused(answer.toString(), Blame.SECCOMP)
                        : new Outcome.Absent("this kernel has no such socket");
            default -> new Outcome.Refused(answer.toString(), Blame.ofCall(Syscall.SOCKET, answer));
        };
    }

    private static Outcome udp(Scene scene) {
        Answer answer = Sockets.with(
                Sockets.INET,
                Sockets.DATAGRAM,
                0,
                socket -> Sockets.send(socket, Address.loopback((int) scene.number("host.udp")), 0));
        // A datagram to nobody is no error: whether it came is for the service to say.
        return answer.ok() ? new Outcome.Unseen("UDP") : outcome(answer);
    }

    private static Outcome listen(Scene scene) {
        Answer answer = Sockets.with(Sockets.INET, Sockets.STREAM, 0, socket -> {
            Address any = Address.inet(0, 0, 0, 0, 0);
            Answer bound = Kernel.call(Syscall.BIND, socket, any.memory(), any.length());
            return bound.ok() ? Kernel.call(Syscall.LISTEN, socket, 1) : bound;
        });
        return answer.ok() && scene.ownNetwork()
                ? new Outcome.Refused("silence", "network name space")
                : outcome(answer);
    }

    /** Never waits: a socket that blocks would take minutes where the address does not answer. */
    private static Outcome metadata(Scene scene) {
        Answer answer = Sockets.with(
                Sockets.INET,
                Sockets.STREAM | 0x800,
                0,
                socket -> Sockets.connect(socket, Address.inet(80, 169, 254, 169, 254)));
        return answer.toString().equals("EINPROGRESS")
                ? new Outcome.Succeeded("the connection is under way")
                : outcome(answer);
    }

    private static Outcome resolve(Scene scene) {
        try {
            return new Outcome.Succeeded(Arrays.toString(InetAddress.getAllByName("agentropic.example.org")));
        } catch (UnknownHostException refused) {
            if (!Inside.filtered()) {
                return new Outcome.Absent("this host has no resolver");
            }
            return new Outcome.Refused("unknown host", "no way to a resolver");
        }
    }
}
