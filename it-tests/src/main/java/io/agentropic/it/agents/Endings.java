package io.agentropic.it.agents;

import java.util.List;
import java.util.Map;

/** The ways in which a program ends. */
final class Endings {

    static final Map<String, ChildProgram.Behaviour> ALL = Map.of(
            "exit", arguments -> System.exit(Integer.parseInt(arguments.get(0))),
            "halt", arguments -> Runtime.getRuntime().halt(Integer.parseInt(arguments.get(0))),
            "throw", Endings::throwIt,
            "exit-in-thread", Endings::exitInThread,
            "throw-in-thread", Endings::throwInThread,
            "leftover-thread", Endings::leaveThread,
            "overflow", arguments -> System.out.println(depth(0)),
            "signal-self", Endings::signalSelf);

    private Endings() {}

    private static void throwIt(List<String> arguments) {
        throw new IllegalStateException(String.join(" ", arguments));
    }

    private static void exitInThread(List<String> arguments) throws InterruptedException {
        var thread = new Thread(() -> System.exit(Integer.parseInt(arguments.get(0))), "exiting");
        thread.start();
        thread.join();
    }

    private static void throwInThread(List<String> arguments) throws InterruptedException {
        var thread = new Thread(() -> throwIt(arguments), "throwing");
        thread.start();
        thread.join();
    }

    /** Returns from main while a thread that is no daemon goes on for the given time. */
    private static void leaveThread(List<String> arguments) {
        long millis = Long.parseLong(arguments.get(0));
        new Thread(() -> Pace.sleep(millis), "leftover").start();
    }

    private static int depth(int depth) {
        return depth < 0 ? 0 : depth(depth + 1) + 1;
    }

    /** As a native crash does it: {@code SEGV} makes the JVM write its hs_err file and abort. */
    private static void signalSelf(List<String> arguments) throws Exception {
        new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "kill -" + arguments.get(0) + " "
                                + ProcessHandle.current().pid())
                .start()
                .waitFor();
        Pace.sleep(60_000);
    }
}
