package io.agentropic.shared;

import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.ipc.batch.SharedOrder;
import io.agentropic.lifecycle.Delivery;
import io.agentropic.lifecycle.KeptMail;
import io.agentropic.schedule.TokenBucket;
import io.agentropic.spec.MessageRate;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Messages for an agent in the shared JVM. The caller holds the life. */
final class SharedMail {

    private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(10);

    private static final Delivery SLOW = new Delivery.Refused("the JVM that it shares reads too slowly");

    private static final Delivery FULL = new Delivery.Refused("its inbox is full");

    private SharedMail() {}

    /** Hands it over, or keeps it for an agent that is about to run; {@code whenRoom} is run once after it was neither. */
    static Delivery offer(SharedLife life, Deliver message, Runnable whenRoom) {
        AgentState state = life.state();
        if (state.hasEnded()) {
            return new Delivery.Refused("it is " + state);
        }
        @Nullable HostLink link = life.tenancy().reachable();
        boolean inTurn = life.aside().mail == null || life.aside().mail.isEmpty();
        if (link != null && inTurn && mayPass(life)) {
            return hand(life, link, message, whenRoom);
        }
        if (!keep(life, message)) {
            life.aside().lost++;
            return FULL;
        }
        if (link != null) {
            passLater(life);
        }
        return Delivery.TAKEN;
    }

    private static boolean mayPass(SharedLife life) {
        TokenBucket rate = rate(life);
        return rate == null || rate.untilNext(System.nanoTime()) == 0;
    }

    private static @Nullable TokenBucket rate(SharedLife life) {
        Aside aside = life.aside();
        MessageRate most = life.spec().messageRate();
        if (aside.rate == null && most != null) {
            aside.rate = new TokenBucket(most.perSecond(), System.nanoTime());
        }
        return aside.rate;
    }

    private static Delivery hand(SharedLife life, HostLink link, Deliver message, Runnable whenRoom) {
        if (!link.hasRoom()) {
            if (life.aside().stalled) {
                return SLOW;
            }
            life.level().in(LOOK_FOR_ROOM, whenRoom);
            return Delivery.FULL;
        }
        life.aside().stalled = false;
        TokenBucket rate = rate(life);
        if (rate != null) {
            var _ = rate.take(System.nanoTime());
        }
        link.put(new SharedOrder.Deliver(life.tenancy().slot(), message.from(), message.headers(), message.payload()));
        life.aside().received++;
        return Delivery.TAKEN;
    }

    private static boolean keep(SharedLife life, Deliver message) {
        Aside aside = life.aside();
        KeptMail mail = aside.mail == null ? new KeptMail() : aside.mail;
        aside.mail = mail;
        return mail.keep(message);
    }

    /** The agent runs: what was kept for it goes out, as fast as its rate allows. */
    static void deliverKept(SharedLife life) {
        KeptMail mail = life.aside().mail;
        @Nullable HostLink link = life.tenancy().reachable();
        if (mail == null || link == null) {
            return;
        }
        while (!mail.isEmpty() && mayPass(life)) {
            if (!hand(life, link, Objects.requireNonNull(mail.poll()), () -> {}).equals(Delivery.TAKEN)) {
                life.aside().lost++;
            }
        }
        if (!mail.isEmpty()) {
            passLater(life);
        }
    }

    private static void passLater(SharedLife life) {
        TokenBucket rate = rate(life);
        if (rate != null && !life.aside().mailDue) {
            life.aside().mailDue = true;
            life.level().in(Duration.ofNanos(rate.untilNext(System.nanoTime())), () -> {
                synchronized (life) {
                    life.aside().mailDue = false;
                    deliverKept(life);
                }
            });
        }
    }
}
