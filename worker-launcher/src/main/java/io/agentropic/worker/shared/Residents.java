package io.agentropic.worker.shared;

import io.agentropic.agent.Message;
import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.Violation;
import io.agentropic.ipc.batch.SharedOrder;
import io.agentropic.worker.LostMail;
import io.agentropic.worker.StopOrder;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The agents that live here, by their numbers. One thread hears the supervisor; agents leave by themselves. */
final class Residents {

    private static final int PAGE_BITS = 10;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int MAX_PAGES = 1 << 14;

    private final NewsDesk news;
    private final ThreadFactory threads = VirtualThreads.factory();
    private final Abandoned abandoned = new Abandoned(VirtualThreads.CARRIERS);
    private final Turns turns = new Turns(VirtualThreads.CARRIERS);
    private final Map<Integer, SharedProgram> programs = new HashMap<>();
    private final Map<List<String>, URLClassLoader> common = new HashMap<>();
    /** Pages are made by the thread that hears, and never move. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private final @Nullable AtomicReferenceArray<@Nullable SharedRun>[] pages = new AtomicReferenceArray[MAX_PAGES];

    private final LostMail undeliverable = new LostMail();
    private int pageCount;

    Residents(NewsDesk news) {
        this.news = news;
    }

    /** Does what the supervisor wants; of an agent that has left meanwhile it wants nothing any more. */
    void obey(SharedOrder order) {
        if (order instanceof SharedOrder.Spawn spawn) {
            spawn(spawn);
        } else if (order instanceof SharedOrder.Deliver mail) {
            SharedRun run = find(mail.agent());
            if (run != null) {
                run.deliver(new Message(
                        mail.from(), mail.headers().entries(), mail.payload().bytes()));
            }
        } else if (order instanceof SharedOrder.Define define) {
            define(define);
        } else if (order instanceof SharedOrder.Schedule schedule) {
            turns.use(schedule);
        } else if (order instanceof SharedOrder.Undeliverable lost) {
            undeliverable.note(lost.to(), lost.reason());
        } else {
            steer(order);
        }
    }

    private void steer(SharedOrder order) {
        if (order instanceof SharedOrder.Stop stop) {
            SharedRun run = find(stop.agent());
            if (run != null) {
                run.stop(StopOrder.of(stop.reason(), StopOrder.TERMINATED, stop.graceMillis()));
            }
        } else if (order instanceof SharedOrder.Interrupt interrupt) {
            SharedRun run = find(interrupt.agent());
            if (run != null) {
                run.interrupt();
            }
        } else if (order instanceof SharedOrder.CleanUp cleanUp) {
            SharedRun run = find(cleanUp.agent());
            if (run != null) {
                run.cleanUp(threads);
            }
        } else if (order instanceof SharedOrder.Abandon abandon) {
            abandon(find(abandon.agent()));
        } else if (order instanceof SharedOrder.Rank rank) {
            SharedRun run = find(rank.agent());
            if (run != null) {
                run.rank(rank.level(), rank.weight());
            }
        } else if (order instanceof SharedOrder.Pause pause) {
            SharedRun run = find(pause.agent());
            if (run != null) {
                run.pause(pause.epoch());
            }
        } else if (order instanceof SharedOrder.Resume resume) {
            SharedRun run = find(resume.agent());
            if (run != null) {
                run.resume(resume.epoch());
            }
        }
    }

    private void define(SharedOrder.Define define) {
        ClassLoader shared = define.common() ? common.computeIfAbsent(define.classPath(), SharedProgram::loader) : null;
        programs.put(define.program(), new SharedProgram(define, shared));
    }

    private void spawn(SharedOrder.Spawn spawn) {
        SharedProgram program = programs.get(spawn.program());
        if (program == null) {
            throw new ProtocolException(Violation.WRONG_REFERENCE, "no program has the number " + spawn.program());
        }
        SharedRun run = new SharedRun(spawn, program, this, news, turns);
        page(spawn.agent()).set(spawn.agent() & (PAGE - 1), run);
        run.start(threads);
    }

    private void abandon(@Nullable SharedRun run) {
        if (run != null) {
            leave(run);
            if (run.abandon()) {
                abandoned.add(run);
            }
        }
    }

    /** An agent has ended; its number may be that of another already. */
    void leave(SharedRun run) {
        page(run.agent()).compareAndSet(run.agent() & (PAGE - 1), run, null);
    }

    /** Says what has changed, and looks after those that were abandoned. */
    void look() {
        for (int i = 0; i < pageCount; i++) {
            AtomicReferenceArray<@Nullable SharedRun> page = pages[i];
            for (int j = 0; page != null && j < PAGE; j++) {
                SharedRun run = page.get(j);
                if (run != null) {
                    run.sayNews();
                }
            }
        }
        abandoned.requireFew();
    }

    /** Whether abandoned agents' threads may still run. */
    boolean haveAbandoned() {
        return !abandoned.isEmpty();
    }

    private @Nullable SharedRun find(int agent) {
        return page(agent).get(agent & (PAGE - 1));
    }

    private AtomicReferenceArray<@Nullable SharedRun> page(int agent) {
        int number = agent >>> PAGE_BITS;
        if (number >= MAX_PAGES) {
            throw new ProtocolException(Violation.WRONG_REFERENCE, "no agent has the number " + agent);
        }
        AtomicReferenceArray<@Nullable SharedRun> page = pages[number];
        if (page == null) {
            page = new AtomicReferenceArray<>(PAGE);
            pages[number] = page;
            pageCount = Math.max(pageCount, number + 1);
        }
        return page;
    }
}
