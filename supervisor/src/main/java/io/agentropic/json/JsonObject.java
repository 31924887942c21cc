package io.agentropic.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object; its members keep their order.
 *
 * <p>The reading methods are for documents that may come from another version of the product: a member that is absent or
 * of another type reads as empty.
 *
 * @param members by name
 */
public record JsonObject(Map<String, Json> members) implements Json {

    /** Copies the map. */
    public JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder of a document of this kind. */
    public static Builder document(String kind) {
        return new Builder().put("apiVersion", API_VERSION).put("kind", kind);
    }

    /**
     * Reads an object, which must be all of {@code text}.
     *
     * @throws InvalidJsonException when it is not
     */
    public static JsonObject parse(String text) {
        if (Json.parse(text) instanceof JsonObject object) {
            return object;
        }
        throw new InvalidJsonException("not a JSON object");
    }

    /** A string member. */
    public Optional<String> text(String name) {
        return members.get(name) instanceof Json.Text(String value) ? Optional.of(value) : Optional.empty();
    }

    /** A number member. */
    public Optional<Number> number(String name) {
        return members.get(name) instanceof Json.Numeral(Number value) ? Optional.of(value) : Optional.empty();
    }

    /** Whether a member is {@code true}. */
    public boolean truth(String name) {
        return members.get(name) instanceof Json.Truth(boolean value) && value;
    }

    /** An object member; an empty object when there is none. */
    public JsonObject object(String name) {
        return members.get(name) instanceof JsonObject object ? object : new JsonObject(Map.of());
    }

    /** The objects of an array member. */
    public List<JsonObject> objects(String name) {
        return items(name).stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }

    /** The strings of an array member. */
    public List<String> texts(String name) {
        return items(name).stream()
                .filter(Json.Text.class::isInstance)
                .map(item -> ((Json.Text) item).value())
                .toList();
    }

    /** Whether it has a member of this name that is not {@code null}. */
    public boolean has(String name) {
        return members.getOrDefault(name, Json.Nothing.NULL) != Json.Nothing.NULL;
    }

    private List<Json> items(String name) {
        return members.get(name) instanceof Json.Items(List<Json> values) ? values : List.of();
    }

    @Override
    public String toString() {
        return JsonText.compact(this);
    }

    /** Collects members in order; not thread-safe. */
    public static final class Builder {
        private final Map<String, Json> members = new LinkedHashMap<>();

        private Builder() {}

        /** Any value. */
        public Builder put(String name, Json value) {
            members.put(name, value);
            return this;
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
            return put(name, Json.of(value));
        }

        /** An array. */
        public Builder put(String name, List<? extends Json> values) {
            return put(name, new Json.Items(List.copyOf(values)));
        }

        /** The members of another object. */
        public Builder putAll(JsonObject other) {
            members.putAll(other.members());
            return this;
        }

        /** The object collected so far. */
        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
