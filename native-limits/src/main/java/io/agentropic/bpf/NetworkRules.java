package io.agentropic.bpf;

import java.util.List;
import java.util.Set;

/**
 * Which of the network an agent may use.
 *
 * @param loopback whether it may talk to this host's loopback addresses, and serve there
 * @param allowed where else it may connect to
 * @param ports where it may connect to whatever the address; packets are not compared with addresses then
 */
public record NetworkRules(boolean loopback, List<Endpoint> allowed, Set<Integer> ports) {

    /** The most endpoints and ports that are allowed one by one. */
    public static final int MOST = 512;

    /** No network. */
    public static final NetworkRules NONE = new NetworkRules(false, List.of(), Set.of());

    /** This host's loopback addresses only. */
    public static final NetworkRules LOOPBACK = new NetworkRules(true, List.of(), Set.of());

    /** Refuses too many endpoints with {@link IllegalArgumentException}. */
    public NetworkRules {
        allowed = List.copyOf(allowed);
        ports = Set.copyOf(ports);
        if (allowed.size() + ports.size() > MOST) {
            throw new IllegalArgumentException(allowed.size() + ports.size() + " endpoints are more than " + MOST);
        }
    }

    /** These endpoints and nothing else; a loopback address counts only where it is among them. */
    public static NetworkRules only(List<Endpoint> allowed) {
        return new NetworkRules(false, allowed, Set.of());
    }

    boolean nothing() {
        return !loopback && allowed.isEmpty() && ports.isEmpty();
    }
}
