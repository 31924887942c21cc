package io.agentropic.cli;

/** What commands exit with. */
final class ExitCode {

    static final int OK = 0;
    /** Something failed. */
    static final int FAILED = 1;
    /** The command line is wrong, or the JVM too old. */
    static final int USAGE = 2;
    /** There is no such agent. */
    static final int NO_SUCH_AGENT = 4;
    /** No supervisor is listening. */
    static final int NO_SUPERVISOR = 5;
    /** The configuration is invalid. */
    static final int CONFIGURATION = 6;
    /** Some of several targets failed. */
    static final int SOME_FAILED = 7;

    private ExitCode() {}
}
