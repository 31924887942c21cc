package io.agentropic.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One value of the file, and where it stands. */
sealed interface YamlNode {

    /** Where it begins. */
    Location at();

    /** Keys with their values. */
    record Mapping(Location at, Map<String, Member> members) implements YamlNode {}

    /** A list. */
    record Sequence(Location at, List<YamlNode> items) implements YamlNode {}

    /** Text as it was written, without quotes; whether it is a number is decided where one is wanted. */
    record Scalar(Location at, String text) implements YamlNode {}

    /** Nothing: a key without a value, {@code null} or {@code ~}. */
    record Nothing(Location at) implements YamlNode {}

    /** One key of a mapping. */
    record Member(Location keyAt, YamlNode value) {}

    /** A mapping without keys. */
    static Mapping emptyMapping(Location at) {
        return new Mapping(at, new LinkedHashMap<>());
    }

    /** What it is, for messages. */
    default String kind() {
        return switch (this) {
            case Mapping _ -> "a mapping";
            case Sequence _ -> "a list";
            case Scalar _ -> "a single value";
            case Nothing _ -> "empty";
        };
    }
}
