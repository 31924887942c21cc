package io.agentropic.cgroup;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The group below which this supervisor's groups are made, with as many controllers as it may hand down.
 *
 * <p>The kernel lets a group hand controllers down only while it has no processes of its own. So the supervisor moves
 * itself and whatever of its own shares its group into a leaf named {@code supervisor}; {@link #close} moves them back. The
 * root of the whole tree belongs to the host: its settings are used as they are.
 */
final class Delegation implements AutoCloseable {

    static final String LEAF = "supervisor";

    private final ControlGroup base;
    private final boolean movedIntoLeaf;
    private final Set<Controller> enabledHere;
    private final Function<Controller, Missing> why;

    private Delegation(
            ControlGroup base, boolean movedIntoLeaf, Set<Controller> enabledHere, Function<Controller, Missing> why) {
        this.base = base;
        this.movedIntoLeaf = movedIntoLeaf;
        this.enabledHere = enabledHere;
        this.why = why;
    }

    /** Makes {@code own} ready to have groups with limits below it, as far as it may be. */
    static Delegation of(OwnGroup own) {
        ControlGroup group = own.group();
        if (own.realRoot()) {
            return new Delegation(group, false, Set.of(), controller -> keptByRoot(controller, group));
        }
        if (isLeafOfOurs(group)) {
            return enable(parent(group), false);
        }
        List<Long> strangers = Inhabitants.strangersIn(group);
        if (!strangers.isEmpty()) {
            return new Delegation(group, false, Set.of(), _ -> shared(group, strangers));
        }
        Inhabitants.moveAll(group, leafOf(group));
        return enable(group, true);
    }

    private Missing notGiven(Controller controller) {
        return new Missing(
                "the control group " + base.directory() + " was not given '" + controller + "'",
                Remedies.delegate(controller));
    }

    private static Missing keptByRoot(Controller controller, ControlGroup root) {
        return new Missing(
                "the root control group does not hand '" + controller + "' down",
                Remedies.enableInRoot(controller, root.directory()));
    }

    private static Missing shared(ControlGroup own, List<Long> strangers) {
        return new Missing(
                "the supervisor shares its control group " + own.directory() + " with other processes " + strangers
                        + ", and the kernel hands controllers down only from a group without processes",
                Remedies.ownGroup());
    }

    /** The group to make others in. */
    ControlGroup base() {
        return base;
    }

    /** Controllers that groups below {@link #base} have. */
    Set<Controller> controllers() {
        return Controller.parse(base.read("cgroup.subtree_control"));
    }

    /** Why {@code controller} is not among them. */
    Missing missing(Controller controller) {
        if (!Controller.parse(base.read("cgroup.controllers")).contains(controller)) {
            return VersionOne.holding(controller).orElseGet(() -> notGiven(controller));
        }
        return why.apply(controller);
    }

    /** Puts back what {@link #of} changed, unless another run still needs it. */
    @Override
    public void close() {
        boolean usedByAnother = base.children().stream()
                .anyMatch(child -> child.directory().getFileName().toString().startsWith(CgroupTree.PREFIX));
        if (usedByAnother) {
            return;
        }
        enabledHere.forEach(controller -> base.write("cgroup.subtree_control", "-" + controller));
        if (movedIntoLeaf) {
            ControlGroup leaf = base.child(LEAF);
            Inhabitants.moveAll(leaf, base);
            leaf.removeTree();
        }
    }

    /** One by one, as one that is refused (cpu, beside real-time processes) must not hinder the others. */
    private static Delegation enable(ControlGroup base, boolean movedIntoLeaf) {
        Set<Controller> wanted = Controller.parse(base.read("cgroup.controllers"));
        wanted.removeAll(Controller.parse(base.read("cgroup.subtree_control")));
        Set<Controller> enabled = EnumSet.noneOf(Controller.class);
        Map<Controller, Missing> refused = new EnumMap<>(Controller.class);
        for (Controller controller : wanted) {
            try {
                base.write("cgroup.subtree_control", "+" + controller);
                enabled.add(controller);
            } catch (CgroupException e) {
                refused.put(controller, new Missing("the kernel refused it: " + e.getMessage(), Remedies.ownGroup()));
            }
        }
        var unknown = new Missing("it was switched off in " + base.directory() + " meanwhile", Remedies.ownGroup());
        return new Delegation(base, movedIntoLeaf, enabled, controller -> refused.getOrDefault(controller, unknown));
    }

    /** Another runtime in this JVM, or systemd's {@code DelegateSubgroup=}, has put us there. */
    private static boolean isLeafOfOurs(ControlGroup own) {
        return own.directory().getFileName().toString().equals(LEAF)
                && parent(own).has("cgroup.events")
                && parent(own).writable("cgroup.subtree_control")
                && parent(own).processes().isEmpty();
    }

    private static ControlGroup parent(ControlGroup group) {
        return new ControlGroup(group.directory().resolve("..").normalize());
    }

    private static ControlGroup leafOf(ControlGroup own) {
        ControlGroup leaf = own.child(LEAF);
        if (!leaf.exists()) {
            leaf.create();
        }
        return leaf;
    }
}
