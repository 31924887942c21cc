package io.agentropic.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Runs a filter as the kernel would, on calls that are never made. */
final class FilterMachine {

    private static final int INSTRUCTION_BYTES = 8;
    private static final int DATA_BYTES = 64;

    private final ByteBuffer program;

    FilterMachine(SyscallFilter filter) {
        this.program = ByteBuffer.wrap(filter.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The verdict on a call; the arguments that are not given are 0. */
    int verdict(int architecture, int number, long... arguments) {
        ByteBuffer data = ByteBuffer.allocate(DATA_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(number).putInt(architecture).putLong(0);
        for (long argument : arguments) {
            data.putLong(argument);
        }
        return run(data);
    }

    private int run(ByteBuffer data) {
        int accumulator = 0;
        int at = 0;
        while (true) {
            int code = Short.toUnsignedInt(program.getShort(at * INSTRUCTION_BYTES));
            int jumpTrue = Byte.toUnsignedInt(program.get(at * INSTRUCTION_BYTES + 2));
            int jumpFalse = Byte.toUnsignedInt(program.get(at * INSTRUCTION_BYTES + 3));
            int operand = program.getInt(at * INSTRUCTION_BYTES + 4);
            at++;
            switch (code) {
                case 0x20 -> accumulator = data.getInt(operand);
                case 0x54 -> accumulator &= operand;
                case 0x15 -> at += accumulator == operand ? jumpTrue : jumpFalse;
                case 0x35 -> at += Integer.compareUnsigned(accumulator, operand) >= 0 ? jumpTrue : jumpFalse;
                case 0x45 -> at += (accumulator & operand) != 0 ? jumpTrue : jumpFalse;
                case 0x06 -> {
                    return operand;
                }
                default -> throw new AssertionError("an instruction that no policy uses: " + code);
            }
        }
    }
}
