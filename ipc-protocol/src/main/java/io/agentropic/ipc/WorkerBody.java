package io.agentropic.ipc;

import io.agentropic.ipc.WorkerMessage.Entering;
import io.agentropic.ipc.WorkerMessage.Exiting;
import io.agentropic.ipc.WorkerMessage.ExtendStart;
import io.agentropic.ipc.WorkerMessage.Finished;
import io.agentropic.ipc.WorkerMessage.Heartbeat;
import io.agentropic.ipc.WorkerMessage.Hello;
import io.agentropic.ipc.WorkerMessage.Paused;
import io.agentropic.ipc.WorkerMessage.Ready;
import io.agentropic.ipc.WorkerMessage.Result;
import io.agentropic.ipc.WorkerMessage.Send;
import io.agentropic.ipc.WorkerMessage.StartFailed;
import io.agentropic.ipc.WorkerMessage.Started;
import io.agentropic.ipc.WorkerMessage.UncaughtError;

/** The bodies of what a worker says. */
final class WorkerBody {

    private WorkerBody() {}

    static int type(WorkerMessage message) {
        if (message instanceof Hello) {
            return TypeCode.HELLO;
        } else if (message instanceof Started) {
            return TypeCode.STARTED;
        } else if (message instanceof StartFailed) {
            return TypeCode.START_FAILED;
        } else if (message instanceof Ready) {
            return TypeCode.READY;
        } else if (message instanceof Heartbeat) {
            return TypeCode.HEARTBEAT;
        } else if (message instanceof Send) {
            return TypeCode.SEND;
        } else if (message instanceof Result) {
            return TypeCode.RESULT;
        } else if (message instanceof UncaughtError) {
            return TypeCode.UNCAUGHT_ERROR;
        } else if (message instanceof Paused) {
            return TypeCode.PAUSED;
        } else if (message instanceof Finished) {
            return TypeCode.FINISHED;
        } else if (message instanceof Exiting) {
            return TypeCode.EXITING;
        } else if (message instanceof ExtendStart) {
            return TypeCode.EXTEND_START;
        } else if (message instanceof Entering) {
            return TypeCode.ENTERING;
        }
        throw new AssertionError("no type code for " + message.getClass());
    }

    /** Messages that are not named here have no body. */
    static void write(WorkerMessage message, FieldSink out) {
        if (message instanceof Hello hello) {
            out.u32(hello.protocolVersion());
            out.raw(hello.token().bytes());
            out.i64(hello.pid());
            out.u32(hello.javaVersion());
        } else if (message instanceof StartFailed failed) {
            out.text(failed.reason());
        } else if (message instanceof Heartbeat heartbeat) {
            write(heartbeat, out);
        } else if (message instanceof Send send) {
            out.text(send.to());
            out.longTextMap(send.headers().entries());
            out.payload(send.payload());
        } else if (message instanceof Result result) {
            out.payload(result.payload());
        } else if (message instanceof UncaughtError error) {
            out.text(error.thread());
            out.text(error.type());
            out.text(error.message());
            out.text(error.stackTrace());
            out.bool(error.memoryExhausted());
        } else if (message instanceof Paused paused) {
            out.i64(paused.epoch());
        } else if (message instanceof Finished finished) {
            out.bool(finished.failed());
        } else if (message instanceof ExtendStart extend) {
            out.i64(extend.millis());
        }
    }

    private static void write(Heartbeat heartbeat, FieldSink out) {
        out.i64(heartbeat.sequence());
        out.i64(heartbeat.progress());
        out.bool(heartbeat.healthy());
        out.text(heartbeat.detail());
        JvmSample jvm = heartbeat.jvm();
        out.i64(jvm.heapUsedBytes());
        out.i64(jvm.heapMaxBytes());
        out.i64(jvm.nonHeapUsedBytes());
        out.i64(jvm.gcCount());
        out.i64(jvm.gcMillis());
        out.u32(jvm.threads());
        out.i64(jvm.cpuNanos());
    }

    static WorkerMessage read(int type, FieldReader in) {
        return switch (type) {
            case TypeCode.HELLO -> hello(in);
            case TypeCode.STARTED -> new Started();
            case TypeCode.START_FAILED -> new StartFailed(in.text());
            case TypeCode.READY -> new Ready();
            case TypeCode.HEARTBEAT -> new Heartbeat(in.i64(), in.i64(), in.bool(), in.text(), jvmSample(in));
            case TypeCode.SEND -> new Send(in.text(), headers(in), in.payload());
            case TypeCode.RESULT -> new Result(in.payload());
            case TypeCode.UNCAUGHT_ERROR -> new UncaughtError(in.text(), in.text(), in.text(), in.text(), in.bool());
            case TypeCode.PAUSED -> new Paused(in.i64());
            case TypeCode.FINISHED -> new Finished(in.bool());
            case TypeCode.EXITING -> new Exiting();
            case TypeCode.EXTEND_START -> new ExtendStart(in.i64());
            case TypeCode.ENTERING -> new Entering();
            default -> throw new ProtocolException(Violation.UNKNOWN_TYPE, "no worker sends a message of type " + type);
        };
    }

    /** The version comes first: what follows it is only known when it is ours. */
    private static Hello hello(FieldReader in) {
        int version = in.u32();
        if (version != FrameCodec.PROTOCOL_VERSION) {
            throw new ProtocolException(
                    Violation.WRONG_VERSION,
                    "the worker speaks version " + Integer.toUnsignedString(version) + " of the protocol, not "
                            + FrameCodec.PROTOCOL_VERSION);
        }
        return new Hello(version, Token.of(in.raw(Token.LENGTH)), in.i64(), in.u32());
    }

    private static JvmSample jvmSample(FieldReader in) {
        return new JvmSample(in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.u32(), in.i64());
    }

    static Headers headers(FieldReader in) {
        return new Headers(in.longTextMap(Headers.MAX_ENTRIES));
    }
}
