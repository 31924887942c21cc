package io.agentropic.cli;

import io.agentropic.host.HostProbe;
import io.agentropic.host.HostReport;
import io.agentropic.host.LevelCapability;
import io.agentropic.host.LimitCapability;
import io.agentropic.json.Json;
import io.agentropic.json.JsonObject;
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
        HostReport report = HostProbe.probe();
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
        Table limits = Table.of("LIMIT", "ENFORCED", "BY", "");
        report.limits()
                .forEach(limit -> limits.row(
                        limit.resource(), limit.enforceable() ? "yes" : "NO", limit.mechanism(), limit.reason()));
        limits.print();
        System.out.println();
        Table levels = Table.of("LEVEL", "AVAILABLE", "PROTECTS AGAINST", "NOT AGAINST");
        report.levels()
                .forEach(level -> levels.row(
                        level.level(), level.available() ? "yes" : "NO", level.promises(), level.doesNotPromise()));
        levels.print();
        printRemedies(remedies(report));
    }

    /** Each remedy once, with all that it helps. */
    private static Map<String, String> remedies(HostReport report) {
        Map<String, String> remedies = new LinkedHashMap<>();
        for (LimitCapability limit : report.limits()) {
            remedies.merge(limit.remedy(), limit.resource(), (first, second) -> first + ", " + second);
        }
        for (LevelCapability level : report.levels()) {
            remedies.merge(level.remedy(), level.level(), (first, second) -> first + ", " + second);
        }
        remedies.remove("");
        return remedies;
    }

    private static void printRemedies(Map<String, String> remedies) {
        remedies.forEach((remedy, helps) -> {
            System.out.println();
            System.out.println("For " + helps + ":");
            remedy.lines().forEach(line -> System.out.println("  " + line));
        });
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
