package io.agentropic.it.bench.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Erlang's processes, the lightest there are: {@code spawn_monitor}, and the message that says that one has ended. */
final class Erlang {

    private static final String MODULE = """
            -module(lives).
            -export([main/1]).
            main([Processes, Rounds]) ->
                lists:foreach(fun(_) -> one_round(list_to_integer(Processes)) end, lists:seq(1, list_to_integer(Rounds))),
                halt().
            one_round(Processes) ->
                Began = erlang:monotonic_time(nanosecond),
                begin_all(Processes),
                await_all(Processes),
                Took = erlang:monotonic_time(nanosecond) - Began,
                io:format("~b~n", [Processes * 1000000000 div Took]).
            begin_all(0) -> ok;
            begin_all(Left) -> spawn_monitor(fun() -> ok end), begin_all(Left - 1).
            await_all(0) -> ok;
            await_all(Left) -> receive {'DOWN', _, process, _, normal} -> await_all(Left - 1) end.
            """;

    private Erlang() {}

    /** Whether it is there, compiler included. */
    static boolean isInstalled() {
        return Installed.has("erl") && Installed.has("erlc");
    }

    /** Processes a second in each of so many rounds, each of which begins {@code processes} and awaits all ends. */
    static List<Double> perSecond(Path directory, int processes, int rounds) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("lives.erl"), MODULE);
        output(directory, "erlc", "lives.erl");
        String rates = output(
                directory,
                "erl",
                "-noshell",
                "+P",
                Integer.toString(10 * processes),
                "-run",
                "lives",
                "main",
                Integer.toString(processes),
                Integer.toString(rounds));
        return Arrays.stream(rates.strip().split("\\s+", -1))
                .map(Double::valueOf)
                .toList();
    }

    private static String output(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Installed.end(process);
        return out;
    }
}
