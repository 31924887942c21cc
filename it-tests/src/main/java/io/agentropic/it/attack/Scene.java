package io.agentropic.it.attack;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What there is to attack, as whoever set it up knows it: processes, files and services that are alive and well while
 * the attacks run.
 *
 * @param facts each by its name
 */
public record Scene(Map<String, String> facts) {

    public Scene {
        facts = Map.copyOf(facts);
    }

    /** Reads {@code key=value} lines. */
    public static Scene parse(String lines) {
        return new Scene(Arrays.stream(lines.split("\n", -1))
                .filter(line -> line.contains("="))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1))));
    }

    /** As {@link #parse} reads it. */
    public String lines() {
        return new TreeMap<>(facts)
                .entrySet().stream()
                        .map(fact -> fact.getKey() + "=" + fact.getValue())
                        .collect(Collectors.joining("\n"));
    }

    /** One fact. */
    String fact(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new IllegalStateException("the scene does not say '" + name + "'");
        }
        return value;
    }

    long number(String name) {
        return Long.parseLong(fact(name));
    }

    /** The level of the fence around the attacker. */
    String level() {
        return fact("level");
    }

    /** Pid of the supervisor, in the first pid name space. */
    long supervisor() {
        return number("supervisor.pid");
    }

    /** Pid of the bystander, an agent at the same level, in the first pid name space. */
    long sibling() {
        return number("sibling.pid");
    }

    /** A directory that its mode opens to everyone and no fence does, with {@code readable} and {@code writable}. */
    Path outside() {
        return Path.of(fact("outside"));
    }

    /** The agent's own directory, which it may write. */
    Path own() {
        return Path.of(fact("own"));
    }

    /** Whether the host has no such file, as seen from outside the fence. */
    boolean missing(String file) {
        return List.of(fact("missing").split(",", -1)).contains(file);
    }

    /** Whether {@code int 0x80} leads into the kernel where nothing forbids it. */
    boolean thirtyTwoBitDoor() {
        return Boolean.parseBoolean(fact("thirty-two-bit-door"));
    }

    /** Whether the level says that the agent has a network of its own; it is asked of nobody inside. */
    boolean ownNetwork() {
        return level().equals("process") || level().equals("container");
    }

    /** The supervisor's run directory. */
    Path runDirectory() {
        return Path.of(fact("run"));
    }
}
