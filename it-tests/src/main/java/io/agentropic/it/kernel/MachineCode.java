package io.agentropic.it.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Instructions of our own, for what no function of libc does; for both architectures. */
public final class MachineCode {

    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
    private static final int PAGE = 4096;
    private static final int READ_WRITE = 3;
    private static final int READ_EXECUTE = 5;
    private static final int PRIVATE_ANONYMOUS = 0x22;

    private MachineCode() {}

    /** Whether this processor can enter the kernel by its 32-bit door. */
    public static boolean hasThirtyTwoBitDoor() {
        return !ARM;
    }

    /** {@code getpid} by {@code int 0x80}: the kernel's 32-bit table on a 64-bit kernel. */
    public static long thirtyTwoBitGetpid() {
        // mov eax, 20; int 0x80; cdqe; ret
        return run(HexFormat.of().parseHex("b814000000cd804898c3"));
    }

    /**
     * {@code clone} with these flags; the child ends at once, without ever running our code. It shares memory and stack
     * with this thread, which waits for it.
     *
     * @return the child's pid, or {@code -errno}
     */
    public static long cloneOfAMoment(int flags) {
        int all = flags | 0x100 | 0x4000; // CLONE_VM | CLONE_VFORK
        return run(ARM ? armClone(all) : amdClone(all));
    }

    private static byte[] amdClone(int flags) {
        String code = "b838000000" // mov eax, 56
                + "bf" + littleEndian(flags) // mov edi, flags
                + "31f6" + "31d2" + "4d31d2" + "4d31c0" // the other arguments are 0
                + "0f05" // syscall
                + "85c0" + "7509" // the parent leaves
                + "31ff" + "b83c000000" + "0f05" // the child: exit(0)
                + "c3";
        return HexFormat.of().parseHex(code);
    }

    private static byte[] armClone(int flags) {
        ByteBuffer code = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        code.putInt(0xD280_0000 | 220 << 5 | 8); // movz x8, #220
        code.putInt(0xD280_0000 | (flags & 0xFFFF) << 5); // movz x0, #low
        code.putInt(0xF2A0_0000 | (flags >>> 16) << 5); // movk x0, #high, lsl 16
        for (int register = 1; register <= 4; register++) {
            code.putInt(0xD280_0000 | register); // movz xN, #0
        }
        code.putInt(0xD400_0001); // svc #0
        code.putInt(0xB500_0080); // cbnz x0, the ret below
        code.putInt(0xD280_0000 | 93 << 5 | 8); // movz x8, #93; x0 is 0
        code.putInt(0xD400_0001); // svc #0: exit(0)
        code.putInt(0xD503_201F); // nop
        code.putInt(0xD65F_03C0); // ret
        return code.array();
    }

    private static String littleEndian(int value) {
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(value)
                        .array());
    }

    /** Written first and made executable then: that is when an ARM kernel drops stale instructions. */
    @SuppressWarnings("restricted")
    private static long run(byte[] code) {
        long page = required(Kernel.call(Syscall.MMAP, 0, PAGE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0));
        MemorySegment.copy(code, 0, MemorySegment.ofAddress(page).reinterpret(PAGE), JAVA_BYTE, 0, code.length);
        required(Kernel.call(Syscall.MPROTECT, page, PAGE, READ_EXECUTE));
        return Kernel.enter(page);
    }

    private static long required(Answer answer) {
        if (!answer.ok()) {
            throw new IllegalStateException("no page for instructions: " + answer);
        }
        return answer.value();
    }
}
