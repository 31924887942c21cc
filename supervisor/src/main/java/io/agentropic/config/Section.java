package io.agentropic.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One mapping of the file while it is read. Each key that is asked for becomes a known one, present or not; {@link #end}
 * reports the rest. Nothing is thrown: what is wrong goes to the problems and reads as absent.
 */
final class Section {

    private static final Pattern DOT = Pattern.compile("\\.");

    private final Problems problems;
    private final String path;
    private final YamlNode.Mapping mapping;
    private final Set<String> known = new LinkedHashSet<>();

    Section(Problems problems, String path, YamlNode.Mapping mapping) {
        this.problems = problems;
        this.path = path;
        this.mapping = mapping;
    }

    /** Its dotted path, for messages. */
    String path() {
        return path;
    }

    /** Its keys as written. */
    Set<String> keys() {
        return mapping.members().keySet();
    }

    /** Whether the key is written, with or without a value. */
    boolean has(String key) {
        known.add(key);
        return mapping.members().containsKey(key);
    }

    /** A single value. */
    <T> Optional<T> value(String key, ValueReader<T> reader) {
        return node(key).flatMap(node -> scalar(key, node, reader));
    }

    /** A list of single values; one value alone stands for a list of one. */
    <T> List<T> list(String key, ValueReader<T> reader) {
        return node(key).map(node -> items(key, node, reader)).orElse(List.of());
    }

    /** Keys of the user's own choice with single values. */
    Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        section(key).ifPresent(section -> {
            for (String name : section.keys()) {
                section.value(name, ValueReader.TEXT).ifPresent(value -> pairs.put(name, value));
            }
        });
        return pairs;
    }

    /** A mapping within this one. */
    Optional<Section> section(String key) {
        return node(key).flatMap(node -> {
            if (node instanceof YamlNode.Mapping inner) {
                return Optional.of(new Section(problems, pathOf(key), inner));
            }
            problems.add(node.at(), pathOf(key) + ": a mapping is wanted, this is " + node.kind());
            return Optional.empty();
        });
    }

    /** A mapping within this one; an empty one when it is absent, so that its defaults are read all the same. */
    Section sectionOrEmpty(String key) {
        return section(key).orElseGet(() -> new Section(problems, pathOf(key), YamlNode.emptyMapping(at(key))));
    }

    /** Reports {@code sentence} at the mapping itself. */
    void problem(String sentence) {
        problems.add(mapping.at(), (path.isEmpty() ? "" : path + ": ") + sentence);
    }

    /** Reports {@code sentence} at the key. */
    void problem(String key, String sentence) {
        problems.add(at(key), pathOf(key) + ": " + sentence);
    }

    /**
     * Reports a sentence about the whole that begins with the dotted key it is about, at that key.
     *
     * @param sentence {@code limits.memory is 1KiB; allowed are …}
     */
    void violation(String sentence) {
        String subject = sentence.substring(0, Math.max(0, sentence.indexOf(' ')));
        problems.add(locate(mapping, subject), (path.isEmpty() ? "" : path + ": ") + sentence);
    }

    /** Reports the keys that nobody asked for. */
    void end() {
        mapping.members().forEach((key, member) -> {
            if (!known.contains(key)) {
                problems.add(member.keyAt(), pathOf(key) + ": unknown key" + Suggestion.sentence(key, known));
            }
        });
    }

    private Optional<YamlNode> node(String key) {
        known.add(key);
        YamlNode.Member member = mapping.members().get(key);
        if (member == null) {
            return Optional.empty();
        }
        if (member.value() instanceof YamlNode.Nothing) {
            problems.add(member.keyAt(), pathOf(key) + ": a value is missing; write one or remove the key");
            return Optional.empty();
        }
        return Optional.of(member.value());
    }

    private <T> List<T> items(String key, YamlNode node, ValueReader<T> reader) {
        List<T> values = new ArrayList<>();
        switch (node) {
            case YamlNode.Scalar _ -> scalar(key, node, reader).ifPresent(values::add);
            case YamlNode.Sequence(Location _, List<YamlNode> items) -> {
                for (int i = 0; i < items.size(); i++) {
                    scalar(key + "[" + i + "]", items.get(i), reader).ifPresent(values::add);
                }
            }
            case YamlNode.Mapping _, YamlNode.Nothing _ ->
                problems.add(node.at(), pathOf(key) + ": a list is wanted, this is " + node.kind());
        }
        return values;
    }

    private <T> Optional<T> scalar(String key, YamlNode node, ValueReader<T> reader) {
        if (!(node instanceof YamlNode.Scalar(Location at, String text))) {
            problems.add(node.at(), pathOf(key) + ": a single value is wanted, this is " + node.kind());
            return Optional.empty();
        }
        try {
            return Optional.of(reader.read(text));
        } catch (IllegalArgumentException refused) {
            problems.add(at, pathOf(key) + ": " + refused.getMessage());
            return Optional.empty();
        }
    }

    private Location at(String key) {
        YamlNode.Member member = mapping.members().get(key);
        return member == null ? mapping.at() : member.keyAt();
    }

    /** Where the longest written part of a dotted path stands. */
    private static Location locate(YamlNode.Mapping from, String dotted) {
        YamlNode.Mapping at = from;
        Location location = from.at();
        for (String key : DOT.split(dotted, -1)) {
            YamlNode.Member member = at.members().get(key);
            if (member == null) {
                return location;
            }
            location = member.keyAt();
            if (!(member.value() instanceof YamlNode.Mapping inner)) {
                return location;
            }
            at = inner;
        }
        return location;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
