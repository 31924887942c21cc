package io.agentropic.sandbox;

import java.util.List;

/** What a confined agent may reach over the network. Its channel to the supervisor is not counted. */
public sealed interface NetworkAccess {

    /** The word used in configuration files and reports. */
    String word();

    /** No network at all: no socket but a Unix-domain one can be made. The default. */
    record None() implements NetworkAccess {
        @Override
        public String word() {
            return "none";
        }
    }

    /** The loopback addresses of the host (or, at level {@code process}, of its own network). */
    record Loopback() implements NetworkAccess {
        @Override
        public String word() {
            return "loopback";
        }
    }

    /**
     * Outgoing TCP connections to some endpoints, and nothing else: no server, no UDP, so no look-up of names by DNS.
     *
     * @param allow where it may connect to; not empty
     */
    record Restricted(List<Endpoint> allow) implements NetworkAccess {
        /** Copies the list. */
        public Restricted {
            allow = List.copyOf(allow);
        }

        @Override
        public String word() {
            return "restricted";
        }

        /** Whether hosts matter, and not ports alone. */
        public boolean namesHosts() {
            return allow.stream().anyMatch(endpoint -> !endpoint.anyHost());
        }
    }

    /** Whatever the host reaches, over TCP and UDP. */
    record Host() implements NetworkAccess {
        @Override
        public String word() {
            return "host";
        }
    }
}
