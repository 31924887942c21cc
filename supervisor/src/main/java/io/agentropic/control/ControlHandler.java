package io.agentropic.control;

import io.agentropic.fence.FenceException;
import io.agentropic.json.Json;
import io.agentropic.json.JsonObject;
import io.agentropic.limits.LimitRefusedException;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.ShutdownReport;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.Priority;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentStateException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Carries out requests. All of several agents are acted on at once, and each answers for itself. */
final class ControlHandler {

    private final Supervised supervised;
    private final String version;

    ControlHandler(Supervised supervised, String version) {
        this.supervised = supervised;
        this.version = version;
    }

    /** The document to answer with; never fails. */
    JsonObject answer(ControlRequest request) throws InterruptedException {
        return switch (request.verb()) {
            case PS ->
                AgentDocument.list(
                        supervised.agents().stream().map(AgentHandle::status).toList(), supervised.warmPool());
            case INSPECT -> inspect(request);
            case START -> {
                boolean keepBackoff = request.options().truth("keepBackoff");
                yield forEach(request, agent -> agent.start(keepBackoff));
            }
            case RESET -> forEach(request, AgentHandle::reset);
            case STOP -> forEach(request, AgentHandle::stop);
            case RESTART -> forEach(request, AgentHandle::restart);
            case PAUSE -> pause(request);
            case RESUME -> resume(request);
            case RM -> forEach(request, agent -> supervised.remove(agent.name()));
            case UPDATE -> update(request);
            case SCHEDULE -> new SchedulingActions(supervised).answer(request);
            case EVENTS -> Refusal.BAD_REQUEST.document("events are a stream, not one answer");
            case DOWN -> down(supervised.shutdown());
            case VERSION ->
                JsonObject.document("Version").put("version", version).build();
        };
    }

    private JsonObject pause(ControlRequest request) throws InterruptedException {
        Optional<String> group = GroupActions.named(request);
        return group.isPresent()
                ? new GroupActions(supervised).pause(group.get())
                : forEach(request, AgentHandle::pause);
    }

    private JsonObject resume(ControlRequest request) throws InterruptedException {
        Optional<String> group = GroupActions.named(request);
        return group.isPresent()
                ? new GroupActions(supervised).resume(group.get())
                : forEach(request, AgentHandle::resume);
    }

    private JsonObject inspect(ControlRequest request) {
        if (request.agents().size() != 1) {
            return Refusal.BAD_REQUEST.document("inspect needs one agent");
        }
        String name = request.agents().getFirst();
        return supervised
                .agent(name)
                .map(agent -> AgentDocument.whole(agent.status(), supervised.spec(name)))
                .orElseGet(() -> Refusal.UNKNOWN_AGENT.document(unknown(name)));
    }

    private JsonObject update(ControlRequest request) throws InterruptedException {
        ResourceLimits changes = LimitOptions.parse(request.options());
        Optional<Priority> priority = LimitOptions.priority(request.options());
        return forEach(request, agent -> {
            if (!changes.equals(ResourceLimits.NONE)) {
                agent.update(changes);
            }
            if (priority.isPresent()) {
                agent.update(priority.get());
            }
        });
    }

    private JsonObject forEach(ControlRequest request, Action action) throws InterruptedException {
        Map<String, JsonObject> items = new ConcurrentHashMap<>();
        List<String> names = request.agents().stream().distinct().toList();
        List<Thread> threads = names.stream()
                .map(name -> Thread.ofVirtual()
                        .name("control-" + request.verb().word() + "-" + name)
                        .start(() -> items.put(name, tryOn(name, action))))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        return JsonObject.document("ActionList")
                .put("action", request.verb().word())
                .put(
                        "items",
                        names.stream()
                                .map(name -> items.getOrDefault(
                                        name, Refusal.FAILED.item(name, "it failed; the supervisor's log says why")))
                                .toList())
                .build();
    }

    private JsonObject tryOn(String name, Action action) {
        Optional<AgentHandle> agent = supervised.agent(name);
        if (agent.isEmpty()) {
            return Refusal.UNKNOWN_AGENT.item(name, unknown(name));
        }
        try {
            action.on(agent.get());
            return JsonObject.builder()
                    .put("name", name)
                    .put("ok", true)
                    .put("state", agent.get().state().name())
                    .build();
        } catch (AgentStateException e) {
            return Refusal.WRONG_STATE.item(name, String.valueOf(e.getMessage()));
        } catch (FenceException | LimitRefusedException | LimitUnavailableException | InvalidSpecException e) {
            return Refusal.FAILED.item(name, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Refusal.FAILED.item(name, "interrupted while the supervisor shut down");
        }
    }

    private static JsonObject down(ShutdownReport report) {
        return JsonObject.document("ShutdownReport")
                .put(
                        "items",
                        report.results().stream().map(ControlHandler::item).toList())
                .put("forced", Json.texts(report.forced()))
                .put("unstopped", Json.texts(report.unstopped()))
                .build();
    }

    private static JsonObject item(AgentResult result) {
        return JsonObject.builder()
                .put("name", result.agent())
                .put("state", result.state().name())
                .put("reason", result.reason())
                .build();
    }

    private static String unknown(String name) {
        return "no agent is named '" + name + "'";
    }

    private interface Action {
        void on(AgentHandle agent) throws InterruptedException;
    }
}
