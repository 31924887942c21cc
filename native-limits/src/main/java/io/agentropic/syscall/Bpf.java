package io.agentropic.syscall;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.util.Optional;

/**
 * Programs and tables inside the kernel; see bpf(2). Offsets are those of {@code union bpf_attr} in {@code
 * include/uapi/linux/bpf.h}, the same on both architectures, as are the instructions themselves.
 */
public final class Bpf {

    private static final int MAP_CREATE = 0;
    private static final int MAP_UPDATE_ELEM = 2;
    private static final int MAP_DELETE_ELEM = 3;
    private static final int MAP_GET_NEXT_KEY = 4;
    private static final int PROG_LOAD = 5;
    private static final int PROG_ATTACH = 8;
    private static final int PROG_QUERY = 16;

    private static final int MAP_TYPE_HASH = 1;
    private static final int ALLOW_MULTIPLE = 2;
    private static final int ADD_ONLY = 1;

    private static final int ATTRIBUTE_BYTES = 128;
    private static final int FIRST_CELL = ATTRIBUTE_BYTES;
    private static final int SECOND_CELL = FIRST_CELL + Long.BYTES;
    private static final int INSTRUCTION_BYTES = 8;
    private static final int LOG_BYTES = 64 * 1024;
    /** A kernel takes functions that are reserved for free software only from a program with such a licence. */
    private static final String LICENCE = "Dual MIT/GPL";

    private Bpf() {}

    /**
     * Makes a table of 64-bit keys and values, all of whose room is reserved at once.
     *
     * @param mostEntries how many keys fit; one more is refused with E2BIG
     * @throws SyscallException EPERM without CAP_BPF
     */
    public static Descriptor makeTable(int mostEntries) {
        Memory attribute = attribute();
        attribute.setInt(0, MAP_TYPE_HASH);
        attribute.setInt(4, Long.BYTES);
        attribute.setInt(8, Long.BYTES);
        attribute.setInt(12, mostEntries);
        return new Descriptor(call("MAP_CREATE, HASH of " + mostEntries, MAP_CREATE, attribute));
    }

    /**
     * Adds a key that is not there yet.
     *
     * @return whether there was room
     * @throws SyscallException EEXIST when it is there
     */
    public static boolean add(Descriptor table, long key) {
        Memory attribute = ofKey(table, key);
        attribute.setPointer(16, attribute.share(SECOND_CELL));
        attribute.setLong(24, ADD_ONLY);
        try {
            call("MAP_UPDATE_ELEM", MAP_UPDATE_ELEM, attribute);
            return true;
        } catch (SyscallException e) {
            if (e.errno() == Errno.E2BIG) {
                return false;
            }
            throw e;
        }
    }

    /** Takes a key out; nothing happens when it is not there. */
    public static void remove(Descriptor table, long key) {
        try {
            call("MAP_DELETE_ELEM", MAP_DELETE_ELEM, ofKey(table, key));
        } catch (SyscallException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
    }

    /** A key that comes after {@code key} in the table's own order, or any key after none; empty behind the last. */
    public static Optional<Long> keyAfter(Descriptor table, Optional<Long> key) {
        Memory attribute = ofKey(table, key.orElse(0L));
        if (key.isEmpty()) {
            attribute.setPointer(8, Pointer.NULL);
        }
        attribute.setPointer(16, attribute.share(SECOND_CELL));
        try {
            call("MAP_GET_NEXT_KEY", MAP_GET_NEXT_KEY, attribute);
            return Optional.of(attribute.getLong(SECOND_CELL));
        } catch (SyscallException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Loads a program after the kernel has verified it.
     *
     * @param type {@code enum bpf_prog_type}
     * @param attachType {@code enum bpf_attach_type}
     * @param instructions each as the kernel lays out {@code struct bpf_insn}, lowest byte first
     * @throws SyscallException EPERM without CAP_BPF and CAP_NET_ADMIN; EACCES or EINVAL with the verifier's last words
     */
    public static Descriptor load(int type, int attachType, long[] instructions) {
        int codeBytes = INSTRUCTION_BYTES * instructions.length;
        Memory attribute = attribute(codeBytes + LICENCE.length() + 1);
        attribute.write(ATTRIBUTE_BYTES, instructions, 0, instructions.length);
        attribute.setString(ATTRIBUTE_BYTES + codeBytes, LICENCE);
        attribute.setInt(0, type);
        attribute.setInt(4, instructions.length);
        attribute.setPointer(8, attribute.share(ATTRIBUTE_BYTES));
        attribute.setPointer(16, attribute.share(ATTRIBUTE_BYTES + codeBytes));
        attribute.setInt(68, attachType);
        String call = "PROG_LOAD, type " + type + ", attach type " + attachType;
        try {
            return new Descriptor(call(call, PROG_LOAD, attribute));
        } catch (SyscallException e) {
            throw new SyscallException("bpf(" + call + verdict(attribute) + ")", e);
        }
    }

    /** Why the verifier refuses a program: it is asked again, with room for its answer. */
    private static String verdict(Memory attribute) {
        var log = new Memory(LOG_BYTES);
        log.clear();
        attribute.setInt(24, 1);
        attribute.setInt(28, LOG_BYTES);
        attribute.setPointer(32, log);
        try {
            new Descriptor(call("PROG_LOAD", PROG_LOAD, attribute)).close();
            return "";
        } catch (SyscallException refusedAgain) {
            String words = log.getString(0).strip();
            return words.isEmpty() ? "" : ": " + words.substring(words.lastIndexOf('\n') + 1);
        }
    }

    /**
     * Attaches a program to a control group and all groups below it, beside those that are there. It stays as long as the
     * group does, whoever closes its descriptor.
     */
    public static void attach(Descriptor group, Descriptor program, int attachType) {
        Memory attribute = attribute();
        attribute.setInt(0, group.number());
        attribute.setInt(4, program.number());
        attribute.setInt(8, attachType);
        attribute.setInt(12, ALLOW_MULTIPLE);
        call("PROG_ATTACH, attach type " + attachType, PROG_ATTACH, attribute);
    }

    /** How many programs are attached to a control group itself at one place. */
    public static int attached(Descriptor group, int attachType) {
        Memory attribute = attribute();
        attribute.setInt(0, group.number());
        attribute.setInt(4, attachType);
        call("PROG_QUERY, attach type " + attachType, PROG_QUERY, attribute);
        return attribute.getInt(24);
    }

    private static Memory ofKey(Descriptor table, long key) {
        Memory attribute = attribute(2 * Long.BYTES);
        attribute.setInt(0, table.number());
        attribute.setPointer(8, attribute.share(FIRST_CELL));
        attribute.setLong(FIRST_CELL, key);
        return attribute;
    }

    private static Memory attribute() {
        return attribute(0);
    }

    /** The attribute, and behind it in the same piece of memory what it points to: so both live as long. */
    private static Memory attribute(int further) {
        var attribute = new Memory((long) ATTRIBUTE_BYTES + further);
        attribute.clear();
        return attribute;
    }

    private static int call(String what, int command, Memory attribute) {
        try {
            return LibC.INSTANCE
                    .syscall(number(), command, attribute, new NativeLong(ATTRIBUTE_BYTES))
                    .intValue();
        } catch (LastErrorException e) {
            throw new SyscallException("bpf(" + what + ")", e);
        }
    }

    private static NativeLong number() {
        return new NativeLong(
                switch (Architecture.host()) {
                    case X86_64 -> 321;
                    case AARCH64 -> 280;
                });
    }
}
