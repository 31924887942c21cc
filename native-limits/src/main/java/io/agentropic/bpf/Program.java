package io.agentropic.bpf;

import io.agentropic.syscall.Bpf;
import io.agentropic.syscall.Descriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program under construction, instruction by instruction, with jumps to names. The same for both architectures. Not
 * thread-safe.
 */
final class Program {

    private static final int ALU64_MOVE_REGISTER = 0xbf;
    private static final int ALU64_MOVE_NUMBER = 0xb7;
    private static final int ALU64_ADD_NUMBER = 0x07;
    private static final int ALU32_AND_NUMBER = 0x54;
    private static final int ALU32_OR_NUMBER = 0x44;
    private static final int LOAD_WORD = 0x61;
    private static final int LOAD_POINTER = 0x79;
    private static final int LOAD_IMMEDIATE = 0x18;
    private static final int STORE_REGISTER = 0x7b;
    private static final int STORE_NUMBER = 0x7a;
    private static final int CALL = 0x85;
    private static final int EXIT = 0x95;
    private static final int JUMP = 0x05;
    private static final int JUMP32_IF_EQUAL = 0x16;
    private static final int JUMP32_IF_NOT_EQUAL = 0x56;
    private static final int JUMP64_IF_EQUAL = 0x15;
    private static final int SOURCE_IS_TABLE = 1;

    private record Instruction(int code, int destination, int source, int offset, int number, String target) {

        long encoded(int jump) {
            long distance = target.isEmpty() ? offset : jump;
            return code | (long) (destination | source << 4) << 8 | (distance & 0xffff) << 16 | (long) number << 32;
        }
    }

    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();

    /** {@code to = from}. */
    Program move(Register to, Register from) {
        return add(ALU64_MOVE_REGISTER, to, from, 0, 0);
    }

    /** {@code to = number}. */
    Program move(Register to, int number) {
        return add(ALU64_MOVE_NUMBER, to, Register.R0, 0, number);
    }

    /** {@code to += number}. */
    Program add(Register to, int number) {
        return add(ALU64_ADD_NUMBER, to, Register.R0, 0, number);
    }

    /** The lower half of {@code to}, with only the bits of {@code mask}. */
    Program and(Register to, int mask) {
        return add(ALU32_AND_NUMBER, to, Register.R0, 0, mask);
    }

    /** The lower half of {@code to}, with the bits of {@code mask} besides. */
    Program or(Register to, int mask) {
        return add(ALU32_OR_NUMBER, to, Register.R0, 0, mask);
    }

    /** {@code to} = the 32 bits at {@code base + offset}. */
    Program loadWord(Register to, Register base, int offset) {
        return add(LOAD_WORD, to, base, offset, 0);
    }

    /** {@code to} = the pointer at {@code base + offset}. */
    Program loadPointer(Register to, Register base, int offset) {
        return add(LOAD_POINTER, to, base, offset, 0);
    }

    /** {@code to} = the table; takes two instructions. */
    Program loadTable(Register to, Descriptor table) {
        instructions.add(new Instruction(LOAD_IMMEDIATE, to.number(), SOURCE_IS_TABLE, 0, table.number(), ""));
        instructions.add(new Instruction(0, 0, 0, 0, 0, ""));
        return this;
    }

    /** The 64 bits at {@code FRAME + offset} = {@code from}. */
    Program store(int offset, Register from) {
        return add(STORE_REGISTER, Register.FRAME, from, offset, 0);
    }

    /** The 64 bits at {@code FRAME + offset} = {@code number}. */
    Program store(int offset, int number) {
        return add(STORE_NUMBER, Register.FRAME, Register.R0, offset, number);
    }

    /** {@code to = FRAME + offset}. */
    Program address(Register to, int offset) {
        return move(to, Register.FRAME).add(to, offset);
    }

    Program call(KernelFunction function) {
        return add(CALL, Register.R0, Register.R0, 0, function.number);
    }

    Program jump(String label) {
        return jump(JUMP, Register.R0, 0, label);
    }

    /** Compares the lower 32 bits. */
    Program ifEqual(Register register, int number, String label) {
        return jump(JUMP32_IF_EQUAL, register, number, label);
    }

    /** Compares the lower 32 bits. */
    Program ifNotEqual(Register register, int number, String label) {
        return jump(JUMP32_IF_NOT_EQUAL, register, number, label);
    }

    /** Compares a whole register with null. */
    Program ifNull(Register register, String label) {
        return jump(JUMP64_IF_EQUAL, register, 0, label);
    }

    /** Where a jump to {@code label} goes. */
    Program label(String label) {
        if (labels.put(label, instructions.size()) != null) {
            throw new IllegalStateException("label '" + label + "' is there twice");
        }
        return this;
    }

    /** Ends the program: 1 allows, 0 refuses. */
    Program end(int verdict) {
        return move(Register.R0, verdict).add(EXIT, Register.R0, Register.R0, 0, 0);
    }

    /** Has the kernel verify and load it for {@code hook}. */
    Descriptor load(Hook hook) {
        return Bpf.load(hook.type, hook.attachType, encoded());
    }

    long[] encoded() {
        long[] encoded = new long[instructions.size()];
        for (int at = 0; at < encoded.length; at++) {
            Instruction instruction = instructions.get(at);
            encoded[at] = instruction.encoded(instruction.target().isEmpty() ? 0 : distance(at, instruction.target()));
        }
        return encoded;
    }

    private int distance(int from, String label) {
        Integer to = labels.get(label);
        if (to == null || to - from - 1 > Short.MAX_VALUE) {
            throw new IllegalStateException("label '" + label + "' is missing or too far away");
        }
        return to - from - 1;
    }

    private Program add(int code, Register destination, Register source, int offset, int number) {
        instructions.add(new Instruction(code, destination.number(), source.number(), offset, number, ""));
        return this;
    }

    private Program jump(int code, Register register, int number, String label) {
        instructions.add(new Instruction(code, register.number(), 0, 0, number, label));
        return this;
    }
}
