package io.agentropic.cgroup;

import java.util.Set;

/** Whether this process can make control groups of version 2. */
public sealed interface CgroupAccess {

    /** The controllers that an agent's group has. */
    Set<Controller> controllers();

    /** Why an agent's group does not have {@code controller}, and the remedy. */
    Missing missing(Controller controller);

    /** It can, with some controllers or none. */
    record Available(CgroupTree tree) implements CgroupAccess {
        @Override
        public Set<Controller> controllers() {
            return tree.controllers();
        }

        @Override
        public Missing missing(Controller controller) {
            return tree.missing(controller);
        }
    }

    /** It cannot. */
    record Unavailable(Missing why) implements CgroupAccess {
        @Override
        public Set<Controller> controllers() {
            return Set.of();
        }

        @Override
        public Missing missing(Controller controller) {
            return VersionOne.holding(controller).orElse(why);
        }
    }
}
