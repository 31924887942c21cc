package io.agentropic.cli;

import io.agentropic.host.HostProbe;
import io.agentropic.host.HostReport;
import io.agentropic.host.LevelCapability;
import io.agentropic.host.LimitCapability;
import io.agentropic.json.Json;
import io.agentropic.json.JsonObject;
import io.agentropic.launch.NamespaceTools;
import io.agentropic.namespace.CommandSearch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}: what this host can enforce for this user, and how to get what it cannot. */
@Command(name = "doctor", description = "Show what this host can enforce for this user, and how to get what it cannot.")
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        HostReport report = HostProbe.probe(
                means -> NamespaceTools.on(CommandSearch.ownPath(), means).containerRuntime());
        if (output.json()) {
            System.out.println(document(report).pretty());
        } else {
            print(report);
        }
        return ExitCode.OK;
    }

    private static void print(HostReport report) {
        Table.untitled()
                .row("kernel", report.kernel() + " " + report.arch())
                .row("user", report.user())
                .row("control groups", report.cgroup())
                .print();
        System.out.println();
        printLimits(report.limits());
        System.out.println();
        printLevels(report.levels());
        printRemedies(report);
    }

    private static void printLimits(List<LimitCapability> limits) {
        Table table = Table.of("LIMIT", "ENFORCED", "BY");
        limits.forEach(limit -> table.row(limit.resource(), limit.enforceable() ? "yes" : "NO", limit.mechanism()));
        table.print();
    }

    private static void printLevels(List<LevelCapability> levels) {
        Table table = Table.of("LEVEL", "AVAILABLE", "PROMISES");
        for (LevelCapability level : levels) {
            table.row(level.level(), level.available() ? "yes" : "NO", level.promises());
            if (!level.mechanisms().isEmpty()) {
                table.row("", "", "by: " + String.join(", ", level.mechanisms()));
            }
            table.row("", "", "but not: " + level.doesNotPromise());
        }
        table.print();
    }

    /** Each remedy once, with all that it helps and why that is missing. */
    private static void printRemedies(HostReport report) {
        Map<String, List<String>> whyByRemedy = new LinkedHashMap<>();
        for (LimitCapability limit : report.limits()) {
            add(whyByRemedy, limit.remedy(), limit.resource() + ": " + limit.reason());
        }
        for (LevelCapability level : report.levels()) {
            add(whyByRemedy, level.remedy(), level.level() + ": not available");
        }
        whyByRemedy.forEach((remedy, why) -> {
            System.out.println();
            why.forEach(System.out::println);
            remedy.lines().forEach(line -> System.out.println("  remedy: " + line));
        });
    }

    private static void add(Map<String, List<String>> whyByRemedy, String remedy, String why) {
        if (!remedy.isEmpty()) {
            whyByRemedy.computeIfAbsent(remedy, _ -> new ArrayList<>()).add(why);
        }
    }

    private static JsonObject document(HostReport report) {
        return JsonObject.document("HostReport")
                .put("kernel", report.kernel())
                .put("arch", report.arch())
                .put("user", report.user())
                .put("cgroup", report.cgroup())
                .put("limits", limits(report.limits()))
                .put("levels", levels(report.levels()))
                .build();
    }

    private static List<JsonObject> limits(List<LimitCapability> limits) {
        return limits.stream()
                .map(limit -> JsonObject.builder()
                        .put("resource", limit.resource())
                        .put("enforceable", limit.enforceable())
                        .put("mechanism", limit.mechanism())
                        .put("reason", limit.reason())
                        .put("remedy", limit.remedy())
                        .build())
                .toList();
    }

    private static List<JsonObject> levels(List<LevelCapability> levels) {
        return levels.stream()
                .map(level -> JsonObject.builder()
                        .put("level", level.level())
                        .put("available", level.available())
                        .put("mechanisms", Json.texts(level.mechanisms()))
                        .put("promises", level.promises())
                        .put("doesNotPromise", level.doesNotPromise())
                        .put("remedy", level.remedy())
                        .build())
                .toList();
    }
}
