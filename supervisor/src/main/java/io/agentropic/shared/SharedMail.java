package io.agentropic.shared;

import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.ipc.batch.SharedOrder;
import io.agentropic.lifecycle.KeptMail;
import io.agentropic.status.AgentState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages for an agent in the shared JVM. The caller holds the life. */
final class SharedMail {

    private SharedMail() {}

    /** Hands it over, or keeps it for an agent that is about to run; answers why not, if neither is possible. */
    static Optional<String> offer(SharedLife life, Deliver message) {
        AgentState state = life.state();
        if (state.hasEnded()) {
            return Optional.of("it is " + state);
        }
        @Nullable HostLink link = life.tenancy().reachable();
        if (link != null) {
            return hand(life, link, message);
        }
        if (!keep(life, message)) {
            life.aside().lost++;
        }
        return Optional.empty();
    }

    private static Optional<String> hand(SharedLife life, HostLink link, Deliver message) {
        if (!link.hasRoom()) {
            return Optional.of("the JVM that it shares reads too slowly");
        }
        link.put(new SharedOrder.Deliver(life.tenancy().slot(), message.from(), message.headers(), message.payload()));
        life.aside().received++;
        return Optional.empty();
    }

    private static boolean keep(SharedLife life, Deliver message) {
        Aside aside = life.aside();
        KeptMail mail = aside.mail == null ? new KeptMail() : aside.mail;
        aside.mail = mail;
        return mail.keep(message);
    }

    /** The agent runs now: what was kept for it goes out. */
    static void deliverKept(SharedLife life) {
        KeptMail mail = life.aside().mail;
        if (mail != null) {
            mail.drain(message -> {
                if (offer(life, message).isPresent()) {
                    life.aside().lost++;
                }
            });
        }
    }
}
