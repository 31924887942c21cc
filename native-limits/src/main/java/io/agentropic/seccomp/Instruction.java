package io.agentropic.seccomp;

/**
 * One instruction of classic BPF, {@code struct sock_filter}; see the kernel's networking/filter.rst and seccomp(2).
 *
 * @param code operation
 * @param jumpTrue instructions to skip when a comparison holds, 0 to 255
 * @param jumpFalse instructions to skip when it does not, 0 to 255
 * @param operand constant or offset
 */
public record Instruction(int code, int jumpTrue, int jumpFalse, int operand) {

    /** A = the 32-bit word of {@code struct seccomp_data} at the operand. */
    static final int LOAD = 0x20;
    /** A = A and operand. */
    static final int AND = 0x54;
    /** Compares A with the operand. */
    static final int EQUAL = 0x15;
    /** Compares A, unsigned, with the operand. */
    static final int AT_LEAST = 0x35;
    /** Whether A and the operand have a bit in common. */
    static final int ANY_BIT = 0x45;
    /** Ends with the operand as the verdict. */
    static final int RETURN = 0x06;

    private static final int MAX_JUMP = 255;

    /** Refuses a jump out of range with {@link IllegalArgumentException}. */
    public Instruction {
        if (jumpTrue < 0 || jumpTrue > MAX_JUMP || jumpFalse < 0 || jumpFalse > MAX_JUMP) {
            throw new IllegalArgumentException("a jump of " + jumpTrue + "/" + jumpFalse + " is not within 0..255");
        }
    }

    static Instruction load(int offset) {
        return new Instruction(LOAD, 0, 0, offset);
    }

    static Instruction and(int mask) {
        return new Instruction(AND, 0, 0, mask);
    }

    static Instruction when(int comparison, int operand, int jumpTrue, int jumpFalse) {
        return new Instruction(comparison, jumpTrue, jumpFalse, operand);
    }

    static Instruction verdict(int verdict) {
        return new Instruction(RETURN, 0, 0, verdict);
    }
}
