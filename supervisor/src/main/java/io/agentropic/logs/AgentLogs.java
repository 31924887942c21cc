package io.agentropic.logs;

import io.agentropic.spec.LogConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Both streams of one agent: {@code stdout.log} and {@code stderr.log} in its directory.
 *
 * @param stdout standard output
 * @param stderr standard error
 */
public record AgentLogs(LogFile stdout, LogFile stderr) {

    /** The streams of the agent whose directory this is. */
    public static AgentLogs in(Path directory, LogConfig config) {
        return new AgentLogs(
                new LogFile(directory.resolve("stdout.log"), config.maxSize().bytes(), config.maxFiles()),
                new LogFile(directory.resolve("stderr.log"), config.maxSize().bytes(), config.maxFiles()));
    }

    /** Where both streams are at this moment: what comes later belongs to the next incarnation. */
    public Mark mark() throws IOException {
        return new Mark(stdout.position(), stderr.position());
    }

    /**
     * Goes on in the files of a process that has written to them since it began, and writes nothing at this moment.
     *
     * @throws IOException when a file cannot be read or moved
     */
    public void adopt(AgentLogs others) throws IOException {
        stdout.adopt(others.stdout.path());
        stderr.adopt(others.stderr.path());
    }

    boolean rotateIfLarge() throws IOException {
        boolean first;
        boolean second = false;
        try {
            first = stdout.rotateIfLarge();
        } finally {
            second = stderr.rotateIfLarge();
        }
        return first || second;
    }

    /**
     * How far both streams were at one moment, in bytes since the supervisor began to look after them.
     *
     * @param stdoutBytes of standard output
     * @param stderrBytes of standard error
     */
    public record Mark(long stdoutBytes, long stderrBytes) {

        /** Whether nothing was ever written before. */
        public boolean isBeginning() {
            return stdoutBytes == 0 && stderrBytes == 0;
        }
    }
}
