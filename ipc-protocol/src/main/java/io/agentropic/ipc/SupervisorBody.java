package io.agentropic.ipc;

import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.ipc.SupervisorMessage.Pause;
import io.agentropic.ipc.SupervisorMessage.Resume;
import io.agentropic.ipc.SupervisorMessage.Start;
import io.agentropic.ipc.SupervisorMessage.Stop;
import io.agentropic.ipc.SupervisorMessage.Undeliverable;

/** The bodies of what the supervisor says. */
final class SupervisorBody {

    private SupervisorBody() {}

    static int type(SupervisorMessage message) {
        if (message instanceof Start) {
            return TypeCode.START;
        } else if (message instanceof Stop) {
            return TypeCode.STOP;
        } else if (message instanceof Pause) {
            return TypeCode.PAUSE;
        } else if (message instanceof Resume) {
            return TypeCode.RESUME;
        } else if (message instanceof Deliver) {
            return TypeCode.DELIVER;
        } else if (message instanceof Undeliverable) {
            return TypeCode.UNDELIVERABLE;
        }
        throw new AssertionError("no type code for " + message.getClass());
    }

    static void write(SupervisorMessage message, FieldSink out) {
        if (message instanceof Start start) {
            write(start, out);
        } else if (message instanceof Stop stop) {
            out.text(stop.reason());
            out.i64(stop.graceMillis());
        } else if (message instanceof Pause pause) {
            out.i64(pause.epoch());
        } else if (message instanceof Resume resume) {
            out.i64(resume.epoch());
            out.i64(resume.pausedMillis());
        } else if (message instanceof Deliver deliver) {
            out.text(deliver.from());
            out.longTextMap(deliver.headers().entries());
            out.payload(deliver.payload());
        } else if (message instanceof Undeliverable undeliverable) {
            out.text(undeliverable.to());
            out.text(undeliverable.reason());
        }
    }

    private static void write(Start start, FieldSink out) {
        out.text(start.name());
        out.i64(start.incarnation());
        write(start.program(), out);
        out.longTexts(start.args());
        out.payload(start.input());
        out.longTextMap(start.attributes());
        out.i64(start.heartbeatMillis());
    }

    private static void write(Program program, FieldSink out) {
        if (program instanceof Program.AgentClass agent) {
            out.u8(TypeCode.AGENT_PROGRAM);
            out.text(agent.className());
        } else if (program instanceof Program.MainClass main) {
            out.u8(TypeCode.MAIN_PROGRAM);
            out.text(main.className());
        }
    }

    static SupervisorMessage read(int type, FieldReader in) {
        return switch (type) {
            case TypeCode.START -> start(in);
            case TypeCode.STOP -> new Stop(in.text(), in.i64());
            case TypeCode.PAUSE -> new Pause(in.i64());
            case TypeCode.RESUME -> new Resume(in.i64(), in.i64());
            case TypeCode.DELIVER -> new Deliver(in.text(), WorkerBody.headers(in), in.payload());
            case TypeCode.UNDELIVERABLE -> new Undeliverable(in.text(), in.text());
            default ->
                throw new ProtocolException(Violation.UNKNOWN_TYPE, "no supervisor sends a message of type " + type);
        };
    }

    private static Start start(FieldReader in) {
        return new Start(
                in.text(),
                in.i64(),
                program(in),
                in.longTexts(),
                in.payload(),
                in.longTextMap(Integer.MAX_VALUE),
                in.i64());
    }

    private static Program program(FieldReader in) {
        int kind = in.u8();
        return switch (kind) {
            case TypeCode.AGENT_PROGRAM -> new Program.AgentClass(in.text());
            case TypeCode.MAIN_PROGRAM -> new Program.MainClass(in.text());
            default -> throw new ProtocolException(Violation.BAD_VALUE, "no program is of kind " + kind);
        };
    }
}
