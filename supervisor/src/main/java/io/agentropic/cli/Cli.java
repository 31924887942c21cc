package io.agentropic.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program's main class once the right JVM runs. */
@Command(
        name = "agentropic-supervisor",
        description = "Runs autonomous agents, each in a JVM of its own, fenced and supervised.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = ProductVersion.class,
        footer = {
            "",
            "Exit codes: 0 ok, 1 failed, 2 usage, 4 no such agent, 5 no supervisor is listening, 6 configuration"
                    + " invalid, 7 some of several targets failed."
        })
public final class Cli implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--debug", description = "Show stack traces.", scope = CommandLine.ScopeType.INHERIT)
    private boolean debug;

    private Cli() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        LogSettings.apply(args);
        System.exit(run(args));
    }

    /** Runs the command and returns its exit code. */
    public static int run(String... args) {
        return commandLine(args).execute(args);
    }

    private static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Cli());
        addVerbs(line, args);
        addHelp(line);
        addVersion(line);
        line.getSubcommands().values().forEach(Cli::addHelp);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                Terminal.coloured() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler(Cli::usage);
        line.setExecutionExceptionHandler(Cli::failed);
        return line;
    }

    /** Only the verb that is asked for is built, unless it is unclear which one that is: each costs start-up time. */
    private static void addVerbs(CommandLine line, String... args) {
        List<Verbs> asked = Arrays.stream(args)
                .filter(arg -> !arg.startsWith("-"))
                .limit(1)
                .flatMap(arg ->
                        Arrays.stream(Verbs.values()).filter(verb -> verb.word().equals(arg)))
                .toList();
        for (Verbs verb : asked.isEmpty() ? List.of(Verbs.values()) : asked) {
            line.addSubcommand(verb.word(), verb.create());
        }
    }

    private static void addHelp(CommandLine line) {
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .type(boolean.class)
                        .description("Show this help.")
                        .build());
    }

    private static void addVersion(CommandLine line) {
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .type(boolean.class)
                        .description("Show the version.")
                        .build());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int usage(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(e.getCommandLine().getCommandSpec().qualifiedName() + ": " + e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine line, ParseResult parsed) {
        Failure failure = Failure.of(e);
        failure.lines().forEach(message -> System.err.println(Terminal.safe(message)));
        Cli cli = line.getCommandSpec().root().userObject() instanceof Cli root ? root : new Cli();
        if (cli.debug) {
            e.printStackTrace();
        } else if (failure.unexpected()) {
            System.err.println("This should not happen; --debug shows the stack trace.");
        }
        return failure.exitCode();
    }
}
