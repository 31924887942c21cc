package io.agentropic.ipc.batch;

import io.agentropic.ipc.Headers;
import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.Violation;
import io.agentropic.ipc.batch.SharedOrder.Abandon;
import io.agentropic.ipc.batch.SharedOrder.CleanUp;
import io.agentropic.ipc.batch.SharedOrder.Define;
import io.agentropic.ipc.batch.SharedOrder.Deliver;
import io.agentropic.ipc.batch.SharedOrder.Interrupt;
import io.agentropic.ipc.batch.SharedOrder.Pause;
import io.agentropic.ipc.batch.SharedOrder.Rank;
import io.agentropic.ipc.batch.SharedOrder.Resume;
import io.agentropic.ipc.batch.SharedOrder.Schedule;
import io.agentropic.ipc.batch.SharedOrder.Spawn;
import io.agentropic.ipc.batch.SharedOrder.Stop;
import io.agentropic.ipc.batch.SharedOrder.Turns;
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
    private static final int SCHEDULE = 11;
    private static final int RANK = 12;

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
        } else if (order instanceof Schedule schedule) {
            head(SCHEDULE, code(schedule.turns()), out);
            out.number(schedule.sliceMillis());
        } else if (order instanceof Rank rank) {
            head(RANK, rank.agent(), out);
            out.number(rank.level());
            out.number(rank.weight());
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
            case SCHEDULE -> new Schedule(turns(in.integer()), ranged(in.integer(), 1, SharedOrder.MAX_SLICE_MILLIS));
            case RANK ->
                new Rank(
                        in.integer(),
                        ranged(in.integer(), 0, SharedOrder.LEVELS - 1),
                        ranged(in.integer(), 1, SharedOrder.MAX_WEIGHT));
            case UNDELIVERABLE -> new Undeliverable(in.integer(), in.text(), in.text());
            default -> throw RecordFormat.unknown(type);
        };
    }

    private static int code(Turns turns) {
        return switch (turns) {
            case STEPS -> 0;
            case SLICES -> 1;
            case PRIORITY -> 2;
        };
    }

    private static Turns turns(int code) {
        return switch (code) {
            case 0 -> Turns.STEPS;
            case 1 -> Turns.SLICES;
            case 2 -> Turns.PRIORITY;
            default -> throw new ProtocolException(Violation.BAD_VALUE, "no kind of turns has the code " + code);
        };
    }

    private static int ranged(int value, int least, int most) {
        if (value < least || value > most) {
            throw new ProtocolException(
                    Violation.BAD_VALUE, "a value from " + least + " to " + most + " is due, not " + value);
        }
        return value;
    }
}
