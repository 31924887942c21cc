package io.agentropic.cli;

import io.agentropic.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Agents in a table, one a row. */
final class AgentTable {

    private AgentTable() {}

    static void print(List<JsonObject> agents) {
        boolean coloured = Terminal.coloured();
        Table table = Table.of("NAME", "STATE", "PID", "UPTIME", "CPU", "MEMORY", "RESTARTS", "LAST EXIT");
        for (JsonObject agent : agents) {
            List<String> cells = new ArrayList<>(List.of(
                    Terminal.safe(agent.text("name").orElse("?")),
                    Terminal.state(agent.text("state").orElse("?"), coloured) + note(agent),
                    agent.number("pid").map(Number::toString).orElse("-"),
                    agent.has("pid") ? uptime(agent) : "-",
                    agent.has("pid") ? cpu(agent) : "-",
                    agent.has("pid") ? memory(agent) : "-",
                    agent.number("restarts").map(Number::toString).orElse("-"),
                    lastExit(agent.object("lastExit"))));
            waitsFor(agent).ifPresent(cells::add);
            table.row(cells.toArray(String[]::new));
        }
        table.print();
    }

    /** Behind the columns: for what an agent waits. */
    private static Optional<String> waitsFor(JsonObject agent) {
        return agent.text("state")
                .filter("WAITING"::equals)
                .flatMap(_ -> queued(agent).or(() -> agent.text("reason")))
                .map(Terminal::safe);
    }

    private static Optional<String> queued(JsonObject agent) {
        JsonObject queue = agent.object("queue");
        String lacks = queue.text("lacks").filter(words -> !words.isEmpty()).orElse("its turn");
        return queue.number("place")
                .flatMap(place ->
                        queue.number("of").map(of -> "waits for " + lacks + ", as number " + place + " of " + of));
    }

    private static String note(JsonObject agent) {
        if (agent.truth("paused")) {
            return agent.truth("pauseOverdue") ? " (paused, overdue)" : " (paused)";
        }
        boolean running = agent.text("state").orElse("").equals("RUNNING");
        return running && !agent.truth("ready") ? " (not ready)" : "";
    }

    private static String uptime(JsonObject agent) {
        double seconds = agent.number("uptimeSeconds").map(Number::doubleValue).orElse(0.0);
        return Humans.duration(Duration.ofMillis((long) (seconds * 1e3)));
    }

    private static String cpu(JsonObject agent) {
        double percent =
                agent.object("cpu").number("percent").map(Number::doubleValue).orElse(0.0);
        return String.format(Locale.ROOT, "%.1f%%", percent);
    }

    private static String memory(JsonObject agent) {
        String used = Humans.bytes(agent.object("memory")
                .number("currentBytes")
                .map(Number::longValue)
                .orElse(0L));
        return agent.objects("limits").stream()
                .filter(limit -> limit.text("resource").orElse("").equals("memory"))
                .findFirst()
                .flatMap(limit -> limit.number("requested"))
                .map(limit -> used + " / " + Humans.bytes(limit.longValue()))
                .orElse(used);
    }

    private static String lastExit(JsonObject exit) {
        return exit.text("cause")
                .map(cause -> cause
                        + exit.number("code").map(code -> " (" + code + ")").orElse(""))
                .orElse("-");
    }
}
