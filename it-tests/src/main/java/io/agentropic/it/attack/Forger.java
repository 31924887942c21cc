package io.agentropic.it.attack;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes to its worker's own connection behind the worker's back, as native code in an agent can: {@code
 * another-reference}, {@code second-hello}, {@code unknown-type} or {@code endless-frame}. It then waits to be shut out.
 */
public final class Forger implements Agent {

    private static final int HELLO = 1;
    private static final int RESULT = 7;
    private static final int UNKNOWN = 200;
    private static final int LARGEST_DESCRIPTOR = 256;
    private static final long BOUND_MILLIS = 120_000;

    @Override
    public void execute(AgentContext context) throws InterruptedException {
        Inside.require();
        context.ready();
        byte[] frame = frame(context.args().get(0));
        long bytes = Kernel.bytes(frame);
        for (int descriptor = 3; descriptor < LARGEST_DESCRIPTOR; descriptor++) {
            if (connected(descriptor)) {
                Kernel.call(Syscall.WRITE, descriptor, bytes, frame.length);
            }
        }
        Thread.sleep(BOUND_MILLIS);
    }

    private static boolean connected(int descriptor) {
        long address = Kernel.memory(128).address();
        return Kernel.call(Syscall.GETPEERNAME, descriptor, address, Kernel.ints(128))
                .ok();
    }

    private static byte[] frame(String kind) {
        return switch (kind) {
            case "another-reference" -> frame(RESULT, 1, "forged".getBytes(StandardCharsets.UTF_8));
            case "second-hello" -> frame(HELLO, 0, new byte[44]);
            case "unknown-type" -> frame(UNKNOWN, 0, new byte[0]);
            case "endless-frame" ->
                ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array();
            default -> throw new IllegalArgumentException("no forgery '" + kind + "'");
        };
    }

    private static byte[] frame(int type, int reference, byte[] payload) {
        int body = type == RESULT ? Integer.BYTES + payload.length : payload.length;
        ByteBuffer frame =
                ByteBuffer.allocate(9 + body).putInt(5 + body).put((byte) type).putInt(reference);
        if (type == RESULT) {
            frame.putInt(payload.length);
        }
        return frame.put(payload).array();
    }
}
