package io.agentropic.ipc.batch;

import io.agentropic.ipc.Headers;
import io.agentropic.ipc.batch.SharedOrder.Abandon;
import io.agentropic.ipc.batch.SharedOrder.CleanUp;
import io.agentropic.ipc.batch.SharedOrder.Define;
import io.agentropic.ipc.batch.SharedOrder.Deliver;
import io.agentropic.ipc.batch.SharedOrder.Interrupt;
import io.agentropic.ipc.batch.SharedOrder.Pause;
import io.agentropic.ipc.batch.SharedOrder.Resume;
import io.agentropic.ipc.batch.SharedOrder.Spawn;
import io.agentropic.ipc.batch.SharedOrder.Stop;
import io.agentropic.ipc.batch.SharedOrder.Undeliverable;

/** What the supervisor says; a type code is never reused. */
final class OrderFormat implements RecordFormat<SharedOrder> {

    private static final int DEFINE = 1;
    private static final int SPAWN = 2;
    private static final int STOP = 3;
    private static final int INTERRUPT = 4;
    private static final int CLEAN_UP = 5;
    private static final int ABANDON = 6;
    private static final int PAUSE = 7;
    private static final int RESUME = 8;
    private static final int DELIVER = 9;
    private static final int UNDELIVERABLE = 10;

    @Override
    public void write(SharedOrder order, BatchWriter out) {
        if (order instanceof Spawn spawn) {
            spawn(spawn, out);
        } else if (order instanceof Deliver deliver) {
            head(DELIVER, deliver.agent(), out);
            out.text(deliver.from());
            out.pairs(deliver.headers().entries());
            out.payload(deliver.payload());
        } else if (order instanceof Define define) {
            head(DEFINE, define.program(), out);
            out.text(define.className());
            out.texts(define.classPath());
            out.u8(define.common() ? 1 : 0);
        } else if (order instanceof Stop stop) {
            head(STOP, stop.agent(), out);
            out.number(stop.graceMillis());
            out.text(stop.reason());
        } else if (order instanceof Interrupt interrupt) {
            head(INTERRUPT, interrupt.agent(), out);
        } else if (order instanceof CleanUp cleanUp) {
            head(CLEAN_UP, cleanUp.agent(), out);
        } else if (order instanceof Abandon abandon) {
            head(ABANDON, abandon.agent(), out);
        } else if (order instanceof Pause pause) {
            head(PAUSE, pause.agent(), out);
            out.number(pause.epoch());
        } else if (order instanceof Resume resume) {
            head(RESUME, resume.agent(), out);
            out.number(resume.epoch());
        } else if (order instanceof Undeliverable lost) {
            head(UNDELIVERABLE, lost.agent(), out);
            out.text(lost.to());
            out.text(lost.reason());
        }
    }

    private static void spawn(Spawn spawn, BatchWriter out) {
        head(SPAWN, spawn.agent(), out);
        out.number(spawn.incarnation());
        out.number(spawn.program());
        out.text(spawn.name());
        out.texts(spawn.args());
        out.payload(spawn.input());
        out.pairs(spawn.attributes());
    }

    private static void head(int type, int number, BatchWriter out) {
        out.u8(type);
        out.number(number);
    }

    @Override
    public SharedOrder read(int type, BatchReader in) {
        return switch (type) {
            case DEFINE -> new Define(in.integer(), in.text(), in.texts(), in.bool());
            case SPAWN ->
                new Spawn(in.integer(), in.number(), in.integer(), in.text(), in.texts(), in.payload(), in.pairs());
            case STOP -> new Stop(in.integer(), in.number(), in.text());
            case INTERRUPT -> new Interrupt(in.integer());
            case CLEAN_UP -> new CleanUp(in.integer());
            case ABANDON -> new Abandon(in.integer());
            case PAUSE -> new Pause(in.integer(), in.number());
            case RESUME -> new Resume(in.integer(), in.number());
            case DELIVER -> new Deliver(in.integer(), in.text(), new Headers(in.pairs()), in.payload());
            case UNDELIVERABLE -> new Undeliverable(in.integer(), in.text(), in.text());
            default -> throw RecordFormat.unknown(type);
        };
    }
}
