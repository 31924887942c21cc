package io.agentropic.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns YAML text into a tree that knows where each value stands. Anchors, aliases and merge keys ({@code <<}) are
 * resolved; what a small text can expand to is bounded, and no tag can make an object.
 */
final class YamlReader {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_ALIASES = 200;
    private static final int MAX_NODES = 100_000;
    private static final Set<Tag> PLAIN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.SEQ, Tag.MAP, Tag.MERGE);

    private final Problems problems;
    private int nodes;

    private YamlReader(Problems problems) {
        this.problems = problems;
    }

    /** The tree; nothing but {@link YamlNode.Nothing} after a problem was added. */
    static YamlNode read(String text, Problems problems) {
        try {
            Node root = new Yaml(options(text)).compose(new StringReader(text));
            if (root == null) {
                problems.add(Location.START, "the file is empty; it begins with 'apiVersion: agentropic/v1'");
                return new YamlNode.Nothing(Location.START);
            }
            return new YamlReader(problems).node(root, 0);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            problems.add(mark == null ? Location.START : Location.of(mark), "not YAML: " + describe(e));
        } catch (YAMLException e) {
            problems.add(Location.START, "not YAML: " + firstLine(String.valueOf(e.getMessage())));
        } catch (TooLarge e) {
            problems.add(e.at, "the file expands to too much: " + e.what);
        }
        return new YamlNode.Nothing(Location.START);
    }

    private static LoaderOptions options(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(text.length() + 1);
        return options;
    }

    private static String describe(MarkedYAMLException e) {
        return e.getContext() == null
                ? String.valueOf(e.getProblem())
                : firstLine(e.getContext()) + ": " + firstLine(String.valueOf(e.getProblem()));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private YamlNode node(Node node, int depth) {
        Location at = Location.of(node.getStartMark());
        nodes++;
        if (nodes > MAX_NODES) {
            throw new TooLarge(at, "more than " + MAX_NODES + " values");
        }
        if (depth > MAX_DEPTH) {
            throw new TooLarge(at, "nested deeper than " + MAX_DEPTH + " levels");
        }
        if (!PLAIN_TAGS.contains(node.getTag())) {
            problems.add(at, "the tag " + node.getTag() + " has no meaning here");
        }
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, depth);
            case SequenceNode sequence -> sequence(sequence, depth);
            case ScalarNode scalar ->
                scalar.getTag().equals(Tag.NULL)
                        ? new YamlNode.Nothing(at)
                        : new YamlNode.Scalar(at, scalar.getValue());
            default -> throw new TooLarge(at, "an alias without its anchor");
        };
    }

    private YamlNode sequence(SequenceNode sequence, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(node(item, depth + 1));
        }
        return new YamlNode.Sequence(Location.of(sequence.getStartMark()), items);
    }

    private YamlNode.Mapping mapping(MappingNode mapping, int depth) {
        Map<String, YamlNode.Member> members = new LinkedHashMap<>();
        Map<String, YamlNode.Member> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Location at = Location.of(tuple.getKeyNode().getStartMark());
            YamlNode value = node(tuple.getValueNode(), depth + 1);
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(value, merged);
            } else if (tuple.getKeyNode() instanceof ScalarNode key) {
                YamlNode.Member earlier = members.putIfAbsent(key.getValue(), new YamlNode.Member(at, value));
                if (earlier != null) {
                    problems.add(
                            at,
                            "duplicate key '" + key.getValue() + "'; the first is on line "
                                    + earlier.keyAt().line());
                }
            } else {
                problems.add(at, "a key must be a single value");
            }
        }
        merged.forEach(members::putIfAbsent);
        return new YamlNode.Mapping(Location.of(mapping.getStartMark()), members);
    }

    private void merge(YamlNode value, Map<String, YamlNode.Member> merged) {
        switch (value) {
            case YamlNode.Mapping(Location _, Map<String, YamlNode.Member> members) ->
                members.forEach(merged::putIfAbsent);
            case YamlNode.Sequence(Location _, List<YamlNode> items) -> items.forEach(item -> merge(item, merged));
            case YamlNode.Scalar _, YamlNode.Nothing _ ->
                problems.add(value.at(), "'<<' merges a mapping, this is " + value.kind());
        }
    }

    /** The text means more than a configuration can. */
    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Location at;
        private final String what;

        TooLarge(Location at, String what) {
            super(what, null, false, false);
            this.at = at;
            this.what = what;
        }
    }
}
