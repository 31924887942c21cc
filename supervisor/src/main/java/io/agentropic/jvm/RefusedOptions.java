package io.agentropic.jvm;

import static io.agentropic.jvm.Refusal.always;
import static io.agentropic.jvm.Refusal.ofHostile;

import io.agentropic.jvm.Refusal.Flag;
import java.util.List;

/**
 * The JVM options that are refused: those that a supervised JVM cannot be started with, and those that take back what the
 * supervisor sets. Where an agent is not trusted, also those that load code beside its class path or name files of their
 * own: its fence would stop them, but an error at the start says nothing of that.
 */
final class RefusedOptions {

    private static final String UNSEEN = "it brings options that are not checked; put them into jvm.options one by one";
    private static final String STRUCTURE =
            "the class path and the main class are the supervisor's; use 'jar', 'classpath'" + " and 'mainClass'";
    private static final String NO_PROGRAM = "the JVM would not run the agent";
    private static final String HEAP = "the heap follows from limits.memory; use jvm.maxHeap";
    private static final String PROCESSORS = "the processor count follows from limits.cpu";
    private static final String OUTSIDE_LIMIT =
            "the host's pool of large pages counts against no memory limit; use -XX:+UseTransparentHugePages";
    private static final String EVIDENCE = "exit reports rely on it as the supervisor sets it";
    private static final String COMMANDS =
            "it runs commands while the JVM is broken; use the exit report or a hook of the" + " supervisor";
    private static final String ATTACH =
            "the supervisor keeps attach and performance data off: other programs of the same" + " user could get in";
    private static final String SIGNALS = "the supervisor stops agents with SIGTERM and asks for threads with SIGQUIT";
    private static final String OURS = "it is the supervisor's own";
    private static final String CODE =
            "it loads code into the JVM before and beside the agent, which isolation" + " 'resource-limits' allows";
    private static final String PLATFORM =
            "it replaces parts of the platform, which isolation 'resource-limits' allows";
    private static final String REMOTE = "it opens the JVM to the network, which isolation 'resource-limits' allows";
    private static final String FILES =
            "it writes a file of its own; the agent's standard output and its writable paths are what it may write to";

    static final List<Refusal> ALL = List.of(
            always("@.*", UNSEEN),
            always(new Flag("Flags|VMOptionsFile|ReadVMOptionsFile"), UNSEEN),
            always("-(?:cp|classpath|jar|m|-class-path(?:=.*)?|-module(?:=.*)?|-source(?:=.*)?)", STRUCTURE),
            always("-Djava\\.class\\.path(?:=.*)?", STRUCTURE),
            always(
                    "-(?:-?version|-?help|h|\\?|X|-help-extra|-dry-run|-list-modules|-validate-modules"
                            + "|d|-describe-module(?:=.*)?|XshowSettings(?::.*)?|-)",
                    NO_PROGRAM),
            always("-Xshare:dump", NO_PROGRAM),
            always("-XX:AOTMode=(?:create|record)", NO_PROGRAM),
            always("-X?mx.*", HEAP),
            always(
                    new Flag("MaxHeapSize|MaxRAM|MaxRAMPercentage|MaxRAMFraction|DefaultMaxRAMFraction|MinRAMPercentage"
                            + "|MinRAMFraction|AggressiveHeap|ErgoHeapSizeLimit"),
                    HEAP),
            always(new Flag("ActiveProcessorCount"), PROCESSORS),
            always(new Flag("UseLargePages|UseHugeTLBFS|UseSHM|LargePageSizeInBytes"), OUTSIDE_LIMIT),
            always(
                    new Flag("ErrorFile|ErrorFileToStdout|ErrorFileToStderr|ExitOnOutOfMemoryError"
                            + "|CrashOnOutOfMemoryError|CreateCoredumpOnCrash|CreateMinidumpOnCrash"
                            + "|SuppressFatalErrorMessage"),
                    EVIDENCE),
            always(new Flag("OnError|OnOutOfMemoryError|ShowMessageBoxOnError"), COMMANDS),
            always(
                    new Flag("DisableAttachMechanism|StartAttachListener|EnableDynamicAgentLoading|UsePerfData"
                            + "|PerfDataSaveToFile|PerfDataSaveFile"),
                    ATTACH),
            always("-Djdk\\.attach\\..*", ATTACH),
            always("-Xrs", SIGNALS),
            always(new Flag("ReduceSignalUsage|AllowUserSignalHandlers|UseOSErrorReporting"), SIGNALS),
            always("-Dagentropic\\..*", OURS),
            ofHostile("-(?:javaagent|agentlib|agentpath|Xrun).*", CODE),
            ofHostile("-Xdebug.*", CODE),
            ofHostile("-D(?:java\\.system\\.class\\.loader|sun\\.boot\\.library\\.path).*", CODE),
            ofHostile(new Flag("EnableJVMCI|UseJVMCICompiler|JVMCILibPath|EnableJVMCIProduct"), CODE),
            ofHostile("-Xbootclasspath.*|--patch-module.*|--upgrade-module-path.*|--limit-modules.*", PLATFORM),
            ofHostile("-Djdk\\.(?:internal|module)\\..*", PLATFORM),
            ofHostile("-Djava\\.io\\.tmpdir.*|-Djdk\\.net\\.hosts\\.file.*", OURS),
            ofHostile("-Dcom\\.sun\\.management\\..*", REMOTE),
            ofHostile(new Flag("ManagementServer"), REMOTE),
            ofHostile(
                    new Flag("HeapDumpPath|LogFile|ArchiveClassesAtExit|AutoCreateSharedArchive|AOTCacheOutput"
                            + "|AOTConfiguration|ReplayDataFile|InlineDataFile|AllocateHeapAt|AllocateOldGenAt"
                            + "|DumpLoadedClassList|FlightRecorderOptions"),
                    FILES),
            ofHostile("-Xloggc:.*", FILES),
            ofHostile("-Xlog:[^:]*:(?!stdout(?::|$)|stderr(?::|$)|:|$).+", FILES),
            ofHostile("-XX:StartFlightRecording.*[:=,](?:filename|path-to-gc-roots-file)=.*", FILES));

    private RefusedOptions() {}
}
