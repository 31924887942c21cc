package io.agentropic.bpf;

/** The registers of the kernel's virtual machine; see Documentation/bpf/standardization/instruction-set.rst. */
enum Register {
    /** What a helper returned, and what the program returns. */
    R0(0),
    /** The context at the start; a helper's first argument. */
    R1(1),
    /** A helper's second argument. */
    R2(2),
    /** A helper's third argument. */
    R3(3),
    /** A helper's fourth argument. */
    R4(4),
    /** A helper's fifth argument. */
    R5(5),
    /** Kept across calls. */
    R6(6),
    /** Kept across calls. */
    R7(7),
    /** Kept across calls. */
    R8(8),
    /** Kept across calls. */
    R9(9),
    /** The end of the stack, which grows down from it. */
    FRAME(10);

    private final int number;

    Register(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
