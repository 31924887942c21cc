package io.agentropic.lifecycle;

import io.agentropic.breaker.FailureDomain;
import io.agentropic.breaker.FailureDomains;
import io.agentropic.breaker.Outcome;
import io.agentropic.breaker.Permit;
import io.agentropic.breaker.PermitWaiter;
import io.agentropic.exit.ExitCause;
import io.agentropic.spec.AgentSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one agent has to do with its failure domain, if it is in one. Owned by the agent's thread. */
final class DomainMember {

    private final @Nullable FailureDomain domain;
    private @Nullable Permit permit;
    private Deadline success = Deadline.NONE;
    private boolean counted;

    private DomainMember(@Nullable FailureDomain domain) {
        this.domain = domain;
    }

    static DomainMember of(AgentSpec spec, FailureDomains domains) {
        return new DomainMember(
                Optional.ofNullable(spec.failureDomain()).flatMap(domains::find).orElse(null));
    }

    /** Whether it may not start without asking. */
    boolean needsPermit() {
        return domain != null && permit == null;
    }

    void ask(PermitWaiter waiter) {
        if (domain != null) {
            domain.ask(waiter);
        }
    }

    void cancel(PermitWaiter waiter) {
        if (domain != null) {
            domain.cancel(waiter);
        }
    }

    void granted(Permit permit) {
        this.permit = permit;
    }

    /** A permit that came too late says nothing about the domain. */
    void refuse(Permit late) {
        if (domain != null) {
            domain.tell(late, Outcome.IGNORED, _ -> {});
        }
    }

    /** The permit was not used, or what came of it says nothing about the domain. */
    void giveBack() {
        settle(Outcome.IGNORED, _ -> {});
    }

    /** Its code was entered. */
    void entered() {
        success = domain == null || permit == null
                ? Deadline.NONE
                : Deadline.in(domain.config().successUptime());
    }

    /** When its start may count as successful. */
    Deadline deadline() {
        return success;
    }

    /** Its code has run for so long, pauses not counted. */
    void ranFor(Duration ran, Consumer<String> news) {
        if (domain == null || permit == null) {
            success = Deadline.NONE;
            return;
        }
        Duration missing = domain.config().successUptime().minus(ran);
        if (missing.isPositive()) {
            success = Deadline.in(missing);
        } else {
            success = Deadline.NONE;
            counted = true;
            domain.tell(permit, Outcome.SUCCESS, news);
        }
    }

    /** An incarnation ended; one that had counted as successful counts once more when it ended abnormally. */
    void ended(ExitCause cause, Consumer<String> news) {
        Outcome outcome = outcome(cause);
        settle(counted && outcome == Outcome.SUCCESS ? Outcome.IGNORED : outcome, news);
    }

    private Outcome outcome(ExitCause cause) {
        return switch (cause) {
            case COMPLETED -> Outcome.SUCCESS;
            case STOPPED, FORCED, DEPENDENCY_FAILED -> Outcome.IGNORED;
            case OOM_KILLED, JVM_OUT_OF_MEMORY ->
                domain != null && domain.config().countOutOfMemory() ? Outcome.FAILURE : Outcome.IGNORED;
            case FAILED, EXTERNAL_SIGNAL, KILLED, CRASHED, START_FAILED, START_TIMEOUT, SPAWN_FAILED, UNHEALTHY ->
                Outcome.FAILURE;
        };
    }

    private void settle(Outcome outcome, Consumer<String> news) {
        success = Deadline.NONE;
        counted = false;
        if (domain != null && permit != null) {
            domain.tell(permit, outcome, news);
            permit = null;
        }
    }
}
