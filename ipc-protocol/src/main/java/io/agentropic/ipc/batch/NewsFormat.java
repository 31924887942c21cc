package io.agentropic.ipc.batch;

import io.agentropic.ipc.Headers;
import io.agentropic.ipc.batch.SharedNews.Ended;
import io.agentropic.ipc.batch.SharedNews.ExtendStart;
import io.agentropic.ipc.batch.SharedNews.Failure;
import io.agentropic.ipc.batch.SharedNews.Lost;
import io.agentropic.ipc.batch.SharedNews.Outcome;
import io.agentropic.ipc.batch.SharedNews.Paused;
import io.agentropic.ipc.batch.SharedNews.Progress;
import io.agentropic.ipc.batch.SharedNews.Ready;
import io.agentropic.ipc.batch.SharedNews.Result;
import io.agentropic.ipc.batch.SharedNews.Send;
import io.agentropic.ipc.batch.SharedNews.Started;
import java.util.ArrayList;
import java.util.List;

/** What the shared JVM says; a type code is never reused. */
final class NewsFormat implements RecordFormat<SharedNews> {

    private static final int STARTED = 1;
    private static final int READY = 2;
    private static final int EXTEND_START = 3;
    private static final int RESULT = 4;
    private static final int SEND = 5;
    private static final int PAUSED = 6;
    private static final int PROGRESS = 7;
    private static final int LOST = 8;
    private static final int ENDED = 9;

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
    private static final int MIN_FAILURE_BYTES = 3;

    @Override
    public void write(SharedNews news, BatchWriter out) {
        out.u8(type(news));
        out.number(news.agent());
        if (news instanceof Ended ended) {
            out.u8(OUTCOMES.indexOf(ended.outcome()));
            out.number(ended.failures().size());
            ended.failures().forEach(failure -> {
                out.text(failure.type());
                out.text(failure.message());
                out.text(failure.stackTrace());
            });
        } else if (news instanceof Result result) {
            out.payload(result.payload());
        } else if (news instanceof Send send) {
            out.text(send.to());
            out.pairs(send.headers().entries());
            out.payload(send.payload());
        } else if (news instanceof ExtendStart extend) {
            out.number(extend.millis());
        } else if (news instanceof Paused paused) {
            out.number(paused.epoch());
        } else if (news instanceof Progress progress) {
            out.number(progress.steps());
        } else if (news instanceof Lost lost) {
            out.number(lost.messages());
        }
    }

    private static int type(SharedNews news) {
        if (news instanceof Started) {
            return STARTED;
        } else if (news instanceof Ended) {
            return ENDED;
        } else if (news instanceof Result) {
            return RESULT;
        } else if (news instanceof Send) {
            return SEND;
        } else if (news instanceof Ready) {
            return READY;
        } else if (news instanceof ExtendStart) {
            return EXTEND_START;
        } else if (news instanceof Paused) {
            return PAUSED;
        } else if (news instanceof Progress) {
            return PROGRESS;
        } else if (news instanceof Lost) {
            return LOST;
        }
        throw new AssertionError("no type code for " + news.getClass());
    }

    @Override
    public SharedNews read(int type, BatchReader in) {
        return switch (type) {
            case STARTED -> new Started(in.integer());
            case READY -> new Ready(in.integer());
            case EXTEND_START -> new ExtendStart(in.integer(), in.number());
            case RESULT -> new Result(in.integer(), in.payload());
            case SEND -> new Send(in.integer(), in.text(), new Headers(in.pairs()), in.payload());
            case PAUSED -> new Paused(in.integer(), in.number());
            case PROGRESS -> new Progress(in.integer(), in.number());
            case LOST -> new Lost(in.integer(), in.integer());
            case ENDED -> new Ended(in.integer(), outcome(in), failures(in));
            default -> throw RecordFormat.unknown(type);
        };
    }

    private static Outcome outcome(BatchReader in) {
        int number = in.u8();
        if (number >= OUTCOMES.size()) {
            throw new IllegalArgumentException("no outcome has the number " + number);
        }
        return OUTCOMES.get(number);
    }

    private static List<Failure> failures(BatchReader in) {
        int count = in.count(MIN_FAILURE_BYTES);
        List<Failure> failures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            failures.add(new Failure(in.text(), in.text(), in.text()));
        }
        return failures;
    }
}
