package io.agentropic.spawn;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.agentropic.landlock.LandlockAbi;
import io.agentropic.landlock.LandlockRules;
import io.agentropic.landlock.LandlockRules.Tcp;
import io.agentropic.landlock.PathRule;
import io.agentropic.syscall.SyscallException;
import java.nio.file.Files;

/** Landlock rules as the kernel keeps them, until a thread has taken them on; see landlock(7). Not thread-safe. */
public final class LandlockRuleset implements AutoCloseable {

    private static final int CREATE_RULESET_VERSION = 1;
    private static final int RULE_PATH_BENEATH = 1;
    private static final int RULE_NET_PORT = 2;
    private static final long CONNECT_TCP = 2;

    /** {@code struct landlock_ruleset_attr} as far as ABI 6 has it: rights on files, on ports, scopes. */
    private static final int ATTRIBUTE_BYTES = 24;

    /** {@code struct landlock_path_beneath_attr}, packed: rights, descriptor. */
    private static final int PATH_BYTES = 12;

    /** {@code struct landlock_net_port_attr}: rights, port. */
    private static final int PORT_BYTES = 16;

    private final LandlockAbi abi;
    private final Descriptor ruleset;

    private LandlockRuleset(LandlockAbi abi, Descriptor ruleset) {
        this.abi = abi;
        this.ruleset = ruleset;
    }

    /** The version that this kernel has; 0 when it has none, or was booted without. */
    public static LandlockAbi abi() {
        long answer = Posix.syscall(CallNumbers.LANDLOCK_CREATE_RULESET, 0, 0, CREATE_RULESET_VERSION, 0, 0, 0);
        return new LandlockAbi(Math.toIntExact(Math.max(0, answer)));
    }

    /**
     * Hands the rules to the kernel; nobody is held to them yet.
     *
     * @throws SyscallException when a required path is missing or the kernel refuses a rule; nothing is left open
     */
    public static LandlockRuleset of(LandlockRules rules) {
        LandlockAbi abi = abi();
        var made = new LandlockRuleset(abi, create(abi, rules.tcp()));
        try {
            rules.paths().forEach(made::add);
            switch (rules.tcp()) {
                case Tcp.Any _ -> {}
                case Tcp.ConnectOnly(var ports) -> ports.forEach(made::addPort);
            }
            return made;
        } catch (SyscallException e) {
            made.close();
            throw e;
        }
    }

    private static Descriptor create(LandlockAbi abi, Tcp tcp) {
        Memory attribute = new Memory(ATTRIBUTE_BYTES);
        attribute.setLong(0, abi.fileRights());
        attribute.setLong(Long.BYTES, tcp instanceof Tcp.ConnectOnly ? abi.portRights() : 0);
        attribute.setLong(2 * Long.BYTES, abi.scopes());
        return Descriptor.of(
                "landlock_create_ruleset(ABI " + abi.version() + ")",
                Posix.syscall(
                        CallNumbers.LANDLOCK_CREATE_RULESET,
                        Pointer.nativeValue(attribute),
                        ATTRIBUTE_BYTES,
                        0,
                        0,
                        0,
                        0));
    }

    private void add(PathRule rule) {
        if (!rule.required() && Files.notExists(rule.path())) {
            return;
        }
        long rights = rule.grant().rights(abi, Files.isDirectory(rule.path()));
        if (rights == 0) {
            return;
        }
        try (Descriptor path = Descriptor.of(rule.path())) {
            Memory attribute = new Memory(PATH_BYTES);
            attribute.setLong(0, rights);
            attribute.setInt(Long.BYTES, path.number());
            addRule(RULE_PATH_BENEATH, attribute, rule.path() + ", " + rule.grant());
        }
    }

    private void addPort(int port) {
        Memory attribute = new Memory(PORT_BYTES);
        attribute.setLong(0, CONNECT_TCP);
        attribute.setLong(Long.BYTES, port);
        addRule(RULE_NET_PORT, attribute, "connect to port " + port);
    }

    private void addRule(int kind, Memory attribute, String what) {
        long answer = Posix.syscall(
                CallNumbers.LANDLOCK_ADD_RULE, ruleset.number(), kind, Pointer.nativeValue(attribute), 0, 0, 0);
        if (answer < 0) {
            throw new SyscallException("landlock_add_rule(" + what + ")", Native.getLastError());
        }
    }

    /** Takes them on; this must stay open until the step was made. */
    public ThreadStep restriction() {
        return ThreadStep.restrictTo(ruleset);
    }

    /** Idempotent; who has taken them on stays held to them. */
    @Override
    public void close() {
        ruleset.close();
    }
}
