package io.agentropic.shared;

import io.agentropic.exit.ExitReport;
import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.ipc.batch.BatchCodec;
import io.agentropic.ipc.batch.SharedNews;
import io.agentropic.ipc.batch.SharedOrder;
import io.agentropic.lifecycle.Delivery;
import io.agentropic.lifecycle.Reactions;
import io.agentropic.lifecycle.Services;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.schedule.Admission;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.Priority;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStatus;
import io.agentropic.status.LifecycleHooks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The agents that share one JVM, and that JVM. It is started when the first agent needs it. Any thread may use it; what the
 * JVM says is heard by one thread, which sleeps while it says nothing and no time is due.
 */
public final class SharedLevel implements AutoCloseable {

    /** The name of the shared JVM, in events, logs and reports; no user's agent has two dots in a row. */
    public static final String JVM_NAME = "shared..jvm";

    private static final Duration LAST_REPORTS = Duration.ofSeconds(10);

    private final Services services;
    private final @Nullable Admission admission;
    private final Slots slots = new Slots();
    private final ReportDesk desk;
    private final Dispatcher dispatcher = Dispatcher.start(this::relieve);
    private final HostJvm jvm;
    private final StartWatch starts = new StartWatch(dispatcher, slots);

    private volatile @Nullable HostLink link;
    private volatile boolean enforceable;

    /**
     * Nobody shares anything yet.
     *
     * @param admission who may run, where places are few; {@code null} where there is one for every agent
     */
    public SharedLevel(Services services, SharedConfig config, @Nullable Admission admission) {
        this.services = services;
        this.admission = admission;
        this.desk = new ReportDesk(services.reports());
        this.jvm = new HostJvm(services, config, this);
        services.scheduler().follow(_ -> share());
    }

    /**
     * Refuses limits of the shared JVM that this host cannot hold.
     *
     * @throws io.agentropic.limits.LimitUnavailableException under strict enforcement
     */
    public void requireEnforceable() {
        if (!enforceable) {
            jvm.requireEnforceable();
            enforceable = true;
        }
    }

    /** Holds up, for a moment, who spawns faster than the shared JVM reads. */
    public void pace() {
        HostLink known = link;
        if (known != null) {
            known.pace();
        }
    }

    /** An agent that has not begun. */
    public SharedAgent add(AgentSpec spec, SharedOrder.Define program) {
        desk.forget(spec.name());
        SharedAgent agent = new SharedAgent(new SharedLife(this, spec, program));
        services.router().add(agent);
        return agent;
    }

    /** Begins its life. */
    public void begin(SharedAgent agent) {
        jvm.begin();
        agent.begin();
    }

    /** The shared JVM, as every agent is shown; empty before it was needed. */
    public Optional<AgentStatus> jvm() {
        return jvm.status();
    }

    /** Has the agents take turns as the settings in force say: whoever comes last tells the last ones. */
    private synchronized void share() {
        HostLink known = link;
        if (known != null) {
            known.put(SharedTurns.of(services.scheduler().status().config()));
        }
    }

    void remove(SharedAgent agent) {
        services.router().remove(agent);
    }

    // For lives.

    @Nullable
    Admission admission() {
        return admission;
    }

    void withdraw(Admission.Request request) {
        if (admission != null) {
            admission.cancel(request);
        }
    }

    void reprioritize(Admission.Request request, Priority priority) {
        if (admission != null) {
            admission.change(request, priority, ResourceLimits.NONE);
        }
    }

    Slots slots() {
        return slots;
    }

    @Nullable
    HostLink link() {
        return link;
    }

    @Nullable
    Long pid() {
        HostLink known = link;
        return known == null ? null : known.pid();
    }

    @Nullable
    Reactions reactions(SharedLife life, String name) {
        if (services.hooks().equals(LifecycleHooks.NONE)) {
            return null;
        }
        return new Reactions(
                name,
                services.hooks(),
                what -> post(() -> {
                    synchronized (life) {
                        life.announce(what);
                    }
                }));
    }

    Instant now() {
        return services.clock().instant();
    }

    long millis() {
        return services.clock().millis();
    }

    double random() {
        return services.random().getAsDouble();
    }

    void tell(SharedLife life, AgentState from, String what) {
        services.events()
                .publish(new AgentEvent(now(), life.name(), life.incarnation().number(), from, life.state(), what));
    }

    void keep(ExitReport report) {
        desk.write(report);
    }

    void post(Runnable step) {
        dispatcher.post(step);
    }

    void in(Duration delay, Runnable step) {
        dispatcher.in(delay.toNanos(), step);
    }

    void restartJvm(String why) {
        jvm.restart(why);
    }

    StartWatch starts() {
        return starts;
    }

    // From the shared JVM.

    void hostConnected(HostLink connected) {
        post(() -> {
            link = connected;
            share();
            slots.all().forEach(life -> life.hostConnected(connected));
        });
    }

    boolean heard(Payload batch) {
        return dispatcher.post(batch, () -> hear(batch));
    }

    boolean hasRoom() {
        return dispatcher.hasRoom();
    }

    private void relieve() {
        HostLink known = link;
        if (known != null) {
            known.resumeReading();
        }
    }

    private void hear(Payload batch) {
        try {
            BatchCodec.NEWS.decode(batch.bytes(), this::hear);
        } catch (ProtocolException broken) {
            restartJvm("it broke the protocol: " + broken.getMessage());
        }
    }

    private void hear(SharedNews news) {
        SharedLife life = slots.find(news.agent());
        if (life == null) {
            return;
        }
        if (news instanceof SharedNews.Send(int agent, String to, Headers headers, Payload payload)) {
            // Who waited for room would have all wait that share the JVM.
            Delivery delivery = services.router().route(to, new Deliver(life.name(), headers, payload), () -> {});
            if (!(delivery instanceof Delivery.Taken)) {
                undeliverable(agent, to, delivery instanceof Delivery.Refused(String why) ? why : "its inbox is full");
                return;
            }
        }
        life.heard(news);
    }

    private void undeliverable(int agent, String to, String why) {
        HostLink known = link;
        if (known != null && known.hasRoom()) {
            known.put(new SharedOrder.Undeliverable(agent, to, why));
        }
    }

    void hostEnded(ExitReport report) {
        post(() -> {
            HostLink known = link;
            if (known != null && known.life() == report.incarnation()) {
                link = null;
                known.close();
            }
            slots.all().forEach(life -> life.hostEnded(report));
        });
    }

    void hostless(String why) {
        post(() -> {
            HostLink known = link;
            if (known != null) {
                link = null;
                known.close();
            }
            slots.all().forEach(life -> life.hostless(why));
        });
    }

    /** Ends the shared JVM for good, and waits until nothing of it is left; agents that still live in it end with it. */
    public void endJvm() {
        jvm.close();
    }

    @Override
    public void close() {
        endJvm();
        HostLink known = link;
        if (known != null) {
            known.close();
        }
        dispatcher.close();
        try {
            desk.awaitWritten(LAST_REPORTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
