package io.agentropic.control;

import io.agentropic.json.JsonObject;
import io.agentropic.runtime.GroupHandle;
import io.agentropic.status.AgentStateException;
import java.util.Optional;

/** Pauses and resumes of whole groups; the answer has one item for each member. */
record GroupActions(Supervised supervised) {

    private interface Action {
        void on(GroupHandle group) throws InterruptedException;
    }

    /** The group that a request is about; empty when it is about agents. */
    static Optional<String> named(ControlRequest request) {
        return request.options().text("group");
    }

    JsonObject pause(String name) throws InterruptedException {
        return act(name, Verb.PAUSE, GroupHandle::pause);
    }

    JsonObject resume(String name) throws InterruptedException {
        return act(name, Verb.RESUME, GroupHandle::resume);
    }

    private JsonObject act(String name, Verb verb, Action action) throws InterruptedException {
        Optional<GroupHandle> group = supervised.group(name);
        if (group.isEmpty()) {
            return Refusal.UNKNOWN_GROUP.document("no group is named '" + name + "'");
        }
        try {
            action.on(group.get());
        } catch (AgentStateException e) {
            return Refusal.WRONG_STATE.document(String.valueOf(e.getMessage()));
        }
        return JsonObject.document("ActionList")
                .put("action", verb.word())
                .put(
                        "items",
                        supervised.agents().stream()
                                .filter(agent -> name.equals(agent.spec().group()))
                                .map(agent -> JsonObject.builder()
                                        .put("name", agent.name())
                                        .put("ok", true)
                                        .put("state", agent.state().name())
                                        .build())
                                .toList())
                .build();
    }
}
