package io.agentropic.fence;

import io.agentropic.bpf.Endpoint;
import io.agentropic.bpf.NetworkRules;
import io.agentropic.sandbox.NetworkAccess;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns what a user allows into rules on addresses. Names are looked up once, when the agent starts. */
final class Addresses {

    private Addresses() {}

    /**
     * The rules; empty where addresses make no difference: ports alone are held by what confines a thread.
     *
     * @throws FenceException when a name has no address, or they are too many
     */
    static Optional<NetworkRules> rules(FenceRequest request) {
        return switch (request.network()) {
            case NetworkAccess.None _, NetworkAccess.Host _ -> Optional.empty();
            case NetworkAccess.Loopback _ -> Optional.of(NetworkRules.LOOPBACK);
            case NetworkAccess.Restricted restricted
            when request.confined() && !restricted.namesHosts() -> Optional.empty();
            case NetworkAccess.Restricted(var allow) -> Optional.of(resolved(allow));
        };
    }

    private static NetworkRules resolved(List<io.agentropic.sandbox.Endpoint> allow) {
        List<Endpoint> endpoints = new ArrayList<>();
        Set<Integer> ports = new HashSet<>();
        for (io.agentropic.sandbox.Endpoint endpoint : allow) {
            if (endpoint.anyHost()) {
                ports.add(endpoint.port());
            } else {
                for (InetAddress address : look(endpoint.host())) {
                    endpoints.add(new Endpoint(address, endpoint.port()));
                }
            }
        }
        if (endpoints.size() + ports.size() > NetworkRules.MOST) {
            throw new FenceException("sandbox.allow stands for " + (endpoints.size() + ports.size())
                    + " addresses; at most " + NetworkRules.MOST + " can be told apart");
        }
        return new NetworkRules(false, endpoints, ports);
    }

    private static InetAddress[] look(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new FenceException("sandbox.allow names the host '" + host + "', which has no address", e);
        }
    }
}
