package io.agentropic.bootstrap;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The launcher jar's main class: runs the commands on this JVM where it is new enough, and otherwise runs itself again on
 * a newer one that it finds.
 */
public final class Launcher {

    /** The process that waits for this one; the supervisor does not outlive it. */
    public static final String WAITING_PROCESS = "agentropic.launcher.pid";

    private static final int NEEDED = 25;
    private static final int USAGE = 2;
    private static final String COMMANDS = "io.agentropic.cli.Cli";
    private static final List<String> LONG_RUNNING = List.of("up", "run");

    private Launcher() {}

    /** Runs the command in {@code args}. */
    public static void main(String[] args) throws ReflectiveOperationException, IOException, InterruptedException {
        int version = Runtime.version().feature();
        if (version >= NEEDED) {
            runHere(args);
            return;
        }
        JvmSearch search = JvmSearch.onThisHost();
        Optional<JvmSearch.Jvm> newer = search.newestFrom(NEEDED);
        if (newer.isEmpty()) {
            System.err.println("Java " + version + " is too old for the supervisor, which needs a JDK " + NEEDED
                    + " or newer. None was found in " + search.places() + ": install one, or set JAVA_HOME to it.");
            System.exit(USAGE);
        } else {
            JvmSearch.Jvm jvm = newer.get();
            System.err.println("Java " + version + " is too old for the supervisor, continuing on " + jvm.home() + " ("
                    + jvm.featureVersion() + ")");
            System.exit(runOn(jvm, args));
        }
    }

    /** By name: the class cannot even be loaded by an older JVM. */
    private static void runHere(String[] args) throws ReflectiveOperationException {
        try {
            Class.forName(COMMANDS).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(COMMANDS + " failed", e.getCause());
        }
    }

    private static int runOn(JvmSearch.Jvm jvm, String[] args) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(jvm, args)).inheritIO().start();
        TerminationSignals.handle(process::destroy);
        return process.waitFor();
    }

    private static List<String> command(JvmSearch.Jvm jvm, String[] args) {
        List<String> command = new ArrayList<>();
        command.add(jvm.executable().toString());
        command.addAll(flags(args));
        command.addAll(program());
        command.addAll(Arrays.asList(args));
        return command;
    }

    private static List<String> flags(String[] args) {
        return args.length > 0 && LONG_RUNNING.contains(args[0])
                ? List.of(
                        "-XX:+DisableAttachMechanism",
                        "-D" + WAITING_PROCESS + "=" + ProcessHandle.current().pid())
                : List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
    }

    private static List<String> program() {
        try {
            Path self = Path.of(Launcher.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isRegularFile(self)
                    ? List.of("-jar", self.toString())
                    : List.of(
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Launcher.class.getName());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the launcher's own location is unknown", e);
        }
    }
}
