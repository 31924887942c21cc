package io.agentropic.status;

import io.agentropic.exit.ExitReport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that went wrong with an agent, as its {@link LifecycleHooks} are told. */
public sealed interface AgentError {

    /** The agent's name. */
    String agent();

    /** In which of its lives. */
    long incarnation();

    /**
     * A throwable that nobody caught ended one of the agent's threads. The life may go on in others.
     *
     * @param error what was thrown, and in which thread
     */
    record Uncaught(String agent, long incarnation, ExitReport.UncaughtError error) implements AgentError {}

    /**
     * A life came to an end that is neither {@code COMPLETED} nor {@code STOPPED}.
     *
     * @param report how, with the evidence
     * @param consecutiveFailures failures in a row, this one included where it counts as one
     * @param restartIn when its own restart policy starts it again; {@code null} when it does not, or when somebody else has
     *     a say: its group, or a request to stop or restart
     */
    record End(
            ExitReport report,
            long consecutiveFailures,
            @Nullable Duration restartIn) implements AgentError {

        @Override
        public String agent() {
            return report.agent();
        }

        @Override
        public long incarnation() {
            return report.incarnation();
        }
    }

    /**
     * A hook of the program's own threw, or took too long and was interrupted.
     *
     * @param what which one and how: {@code onStart threw java.io.IOException: …}
     */
    record Hook(String agent, long incarnation, String what) implements AgentError {}
}
