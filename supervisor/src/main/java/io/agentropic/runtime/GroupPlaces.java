package io.agentropic.runtime;

import io.agentropic.fence.CpuPlace;
import io.agentropic.lifecycle.CpuPlaces;
import io.agentropic.schedule.Policies;
import io.agentropic.schedule.Scheduler;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.GroupSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where agents stand when they start: under fair share the members of a group have its weight together, under other policies
 * each stands by itself, so that weights compare all agents. Any thread may use it.
 */
final class GroupPlaces implements CpuPlaces {

    private final Scheduler scheduler;
    private final @Nullable Integer core;
    private final Map<String, Integer> weights = new ConcurrentHashMap<>();

    /** On this processor; on any when it is {@code null}. */
    GroupPlaces(Scheduler scheduler, @Nullable Integer core) {
        this.scheduler = scheduler;
        this.core = core;
    }

    void know(GroupSpec group) {
        weights.put(group.name(), group.cpuWeight());
    }

    @Override
    public CpuPlace of(AgentSpec spec) {
        CpuPlace place = inGroup(spec.group());
        return core == null ? place : place.on(core);
    }

    private CpuPlace inGroup(@Nullable String group) {
        boolean fair = scheduler.status().config().policyWord().equals(Policies.FAIR_SHARE);
        Integer weight = group == null || !fair ? null : weights.get(group);
        return weight == null ? CpuPlace.ANYWHERE : new CpuPlace(group, weight, null);
    }
}
