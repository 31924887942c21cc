package io.agentropic.landlock;

import java.util.List;

/**
 * What a process may reach; everything else that Landlock knows is refused to it. Signals to processes outside and their
 * abstract sockets are always refused where the kernel can.
 *
 * @param paths what it may do with files
 * @param tcp what it may do with TCP ports
 */
public record LandlockRules(List<PathRule> paths, Tcp tcp) {

    /** Copies the list. */
    public LandlockRules {
        paths = List.copyOf(paths);
    }

    /** Which TCP ports may be used. */
    public sealed interface Tcp {

        /** Landlock does not look at ports. */
        record Any() implements Tcp {}

        /**
         * No port can be bound, and only these can be connected to.
         *
         * @param ports 1 to 65535
         */
        record ConnectOnly(List<Integer> ports) implements Tcp {
            /** Copies the list. */
            public ConnectOnly {
                ports = List.copyOf(ports);
            }
        }
    }
}
