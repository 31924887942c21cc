package io.agentropic.control;

import io.agentropic.json.JsonObject;

/** Why a request, or one agent's part of it, was not carried out; the word is part of the protocol. */
enum Refusal {
    /** No agent has this name. */
    UNKNOWN_AGENT,
    /** No group has this name. */
    UNKNOWN_GROUP,
    /** The agent's state does not allow it. */
    WRONG_STATE,
    /** It was tried and failed. */
    FAILED,
    /** The line was not a request. */
    BAD_REQUEST;

    /** A document of kind {@code Error}. */
    JsonObject document(String message) {
        return JsonObject.document("Error")
                .put("error", name())
                .put("message", message)
                .build();
    }

    /** An item of an {@code ActionList}. */
    JsonObject item(String agent, String message) {
        return JsonObject.builder()
                .put("name", agent)
                .put("ok", false)
                .put("error", name())
                .put("message", message)
                .build();
    }
}
