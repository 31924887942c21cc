package io.agentropic.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A compiled policy: what seccomp(2) and {@code bwrap --seccomp} take.
 *
 * @param instructions of classic BPF, 1 to 4,096
 */
public record SyscallFilter(List<Instruction> instructions) {

    /** {@code sizeof(struct sock_filter)}. */
    private static final int INSTRUCTION_BYTES = 8;

    private static final int MAX_INSTRUCTIONS = 4_096;

    /** Refuses a program that the kernel would refuse for its length with {@link IllegalArgumentException}. */
    public SyscallFilter {
        instructions = List.copyOf(instructions);
        if (instructions.isEmpty() || instructions.size() > MAX_INSTRUCTIONS) {
            throw new IllegalArgumentException(
                    instructions.size() + " instructions are not within 1.." + MAX_INSTRUCTIONS);
        }
    }

    /** The program in the byte order of both architectures, 8 bytes for each instruction. */
    public byte[] bytes() {
        ByteBuffer bytes =
                ByteBuffer.allocate(instructions.size() * INSTRUCTION_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Instruction instruction : instructions) {
            bytes.putShort((short) instruction.code())
                    .put((byte) instruction.jumpTrue())
                    .put((byte) instruction.jumpFalse())
                    .putInt(instruction.operand());
        }
        return bytes.array();
    }
}
