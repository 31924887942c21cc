package io.agentropic.bpf;

import static io.agentropic.bpf.Register.R0;
import static io.agentropic.bpf.Register.R1;
import static io.agentropic.bpf.Register.R2;
import static io.agentropic.bpf.Register.R3;
import static io.agentropic.bpf.Register.R4;
import static io.agentropic.bpf.Register.R6;
import static io.agentropic.bpf.Register.R7;

import io.agentropic.syscall.Descriptor;
import java.util.EnumMap;
import java.util.Map;

/**
 * The programs that keep a table of live sockets. Its keys are socket cookies, and it has as much room as there may be
 * sockets.
 *
 * <p>A socket that the agent makes takes its place in socket(2), or is refused there. A connection that somebody else
 * opened to the agent takes its place when it is established; where there is none it neither sends nor receives, until a
 * place is free: to its peer it looks like one that waits in a queue. What has no place in the table is therefore no
 * connection. A place is given back when the last descriptor is closed, or the connection is gone without ever having had
 * one.
 */
final class ConnectionPrograms {

    private static final int COOKIE = -8;
    private static final int VALUE = -16;
    private static final int NEW_KEY_ONLY = 1;

    /** {@code struct __sk_buff}. */
    private static final int PACKET_SOCKET = 168;

    /** {@code struct bpf_sock}. */
    private static final int SOCKET_PROTOCOL = 12;

    private static final int SOCKET_STATE = 72;
    private static final int TCP = 6;
    private static final int ESTABLISHED = 1;
    private static final int CLOSED = 7;
    private static final int CLOSED_BY_PEER = 8;

    /** {@code struct bpf_sock_ops}. */
    private static final int EVENT = 0;

    private static final int NEW_STATE = 8;
    private static final int FLAGS = 84;
    private static final int WE_CONNECTED = 4;
    private static final int PEER_CONNECTED = 5;
    private static final int STATE_CHANGED = 10;
    private static final int TELL_STATE_CHANGES = 4;

    private ConnectionPrograms() {}

    static Map<Hook, Program> of(Descriptor table) {
        Map<Hook, Program> programs = new EnumMap<>(Hook.class);
        programs.put(Hook.SOCKET_CREATE, create(table));
        programs.put(Hook.SOCKET_RELEASE, release(table));
        programs.put(Hook.TCP_EVENT, tcpEvent(table));
        programs.put(Hook.INGRESS, packet(table, true));
        programs.put(Hook.EGRESS, packet(table, false));
        return programs;
    }

    private static Program create(Descriptor table) {
        Program program = new Program().move(R6, R1);
        return takePlace(program, table)
                .ifEqual(R0, 0, "counted")
                .end(0)
                .label("counted")
                .end(1);
    }

    private static Program release(Descriptor table) {
        Program program = new Program().move(R6, R1);
        return givePlaceBack(program, table).end(1);
    }

    private static Program tcpEvent(Descriptor table) {
        Program program = new Program()
                .move(R6, R1)
                .loadWord(R7, R6, EVENT)
                .ifEqual(R7, WE_CONNECTED, "tell state changes")
                .ifEqual(R7, PEER_CONNECTED, "count")
                .ifEqual(R7, STATE_CHANGED, "look at state")
                .end(1)
                .label("count");
        takePlace(program, table)
                .label("tell state changes")
                .move(R1, R6)
                .loadWord(R2, R6, FLAGS)
                .or(R2, TELL_STATE_CHANGES)
                .call(KernelFunction.CALL_BACK_FLAGS)
                .end(1)
                .label("look at state")
                .loadWord(R7, R6, NEW_STATE)
                .ifEqual(R7, CLOSED, "closed")
                .end(1)
                .label("closed");
        return givePlaceBack(program, table).end(1);
    }

    /** Connections that are being closed may still send what they have; they have no descriptor any more. */
    private static Program packet(Descriptor table, boolean arriving) {
        Program program = new Program()
                .move(R6, R1)
                .loadPointer(R1, R6, PACKET_SOCKET)
                .ifNull(R1, "pass")
                .call(KernelFunction.FULL_SOCKET)
                .ifNull(R0, "pass")
                .loadWord(R1, R0, SOCKET_PROTOCOL)
                .ifNotEqual(R1, TCP, "pass")
                .loadWord(R1, R0, SOCKET_STATE)
                .ifEqual(R1, ESTABLISHED, "look up")
                .ifEqual(R1, CLOSED_BY_PEER, "look up")
                .jump("pass")
                .label("look up");
        cookie(program)
                .loadTable(R1, table)
                .address(R2, COOKIE)
                .call(KernelFunction.MAP_LOOKUP)
                .ifNull(R0, "missing")
                .label("pass")
                .end(1)
                .label("missing");
        if (arriving) {
            takePlace(program, table)
                    .ifEqual(R0, 0, "pass on")
                    .end(0)
                    .label("pass on")
                    .end(1);
        } else {
            program.end(0);
        }
        return program;
    }

    /** R0 is 0 when there was room. */
    private static Program takePlace(Program program, Descriptor table) {
        return cookie(program)
                .store(VALUE, 0)
                .loadTable(R1, table)
                .address(R2, COOKIE)
                .address(R3, VALUE)
                .move(R4, NEW_KEY_ONLY)
                .call(KernelFunction.MAP_UPDATE);
    }

    private static Program givePlaceBack(Program program, Descriptor table) {
        return cookie(program).loadTable(R1, table).address(R2, COOKIE).call(KernelFunction.MAP_DELETE);
    }

    private static Program cookie(Program program) {
        return program.move(R1, R6).call(KernelFunction.SOCKET_COOKIE).store(COOKIE, R0);
    }
}
