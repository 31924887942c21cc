package io.agentropic.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is not changed any more; its members keep their order.
 *
 * <p>The reading methods are for documents that may come from another version of the product: a member that is absent or
 * of another type reads as empty.
 */
public final class JsonObject {

    private final ObjectNode node;

    private JsonObject(ObjectNode node) {
        this.node = node;
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder of a document of this kind. */
    public static Builder document(String kind) {
        return new Builder().put("apiVersion", Json.API_VERSION).put("kind", kind);
    }

    /**
     * Reads an object, which must be all of {@code text}.
     *
     * @throws InvalidJsonException when it is not
     */
    public static JsonObject parse(String text) {
        if (Json.parse(text) instanceof ObjectNode object) {
            return new JsonObject(object);
        }
        throw new InvalidJsonException("not a JSON object");
    }

    JsonNode node() {
        return node;
    }

    /** A string member. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(node.path(name).textValue());
    }

    /** A number member. */
    public Optional<Number> number(String name) {
        return Optional.ofNullable(node.path(name).numberValue());
    }

    /** Whether a member is {@code true}. */
    public boolean truth(String name) {
        return node.path(name).booleanValue();
    }

    /** An object member; an empty object when there is none. */
    public JsonObject object(String name) {
        return node.path(name) instanceof ObjectNode object
                ? new JsonObject(object)
                : builder().build();
    }

    /** The objects of an array member. */
    public List<JsonObject> objects(String name) {
        return items(name).stream()
                .filter(ObjectNode.class::isInstance)
                .map(item -> new JsonObject((ObjectNode) item))
                .toList();
    }

    /** The strings of an array member. */
    public List<String> texts(String name) {
        return items(name).stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    private List<JsonNode> items(String name) {
        return StreamSupport.stream(node.path(name).spliterator(), false)
                .filter(_ -> node.path(name).isArray())
                .toList();
    }

    /** Whether it has a member of this name that is not {@code null}. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Whether it has no members. */
    public boolean isEmpty() {
        return node.isEmpty();
    }

    /** Calls {@code action} with the name and value of each member, in order. */
    public void forEach(BiConsumer<String, JsonNode> action) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            action.accept(member.getKey(), member.getValue());
        }
    }

    /** Several lines, indented by two. */
    public String pretty() {
        return node.toPrettyString();
    }

    /** One line. */
    @Override
    public String toString() {
        return node.toString();
    }

    /** Collects members in order; not thread-safe. */
    public static final class Builder {
        private final ObjectNode node = JsonNodeFactory.instance.objectNode();

        private Builder() {}

        /** Any value. */
        public Builder put(String name, JsonNode value) {
            node.set(name, value);
            return this;
        }

        /** An object, or {@code null}. */
        public Builder put(String name, @Nullable JsonObject value) {
            return put(name, value == null ? NullNode.getInstance() : value.node);
        }

        /** A string, or {@code null}. */
        public Builder put(String name, @Nullable String value) {
            return put(name, Json.of(value));
        }

        /** A number, or {@code null}. */
        public Builder put(String name, @Nullable Number value) {
            return put(name, Json.of(value));
        }

        /** A truth. */
        public Builder put(String name, boolean value) {
            return put(name, BooleanNode.valueOf(value));
        }

        /** An array of objects. */
        public Builder put(String name, List<JsonObject> values) {
            return put(name, Json.objects(values));
        }

        /** The members of another object. */
        public Builder putAll(JsonObject other) {
            node.setAll(other.node);
            return this;
        }

        /** The object collected so far. */
        public JsonObject build() {
            return new JsonObject(node.deepCopy());
        }
    }
}
