package io.agentropic.cli;

import io.agentropic.config.ConfigurationException;
import io.agentropic.control.ControlException;
import io.agentropic.control.NoSupervisorException;
import io.agentropic.fence.FenceException;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.rundir.RunDirectoryException;
import io.agentropic.runtime.DuplicateAgentException;
import io.agentropic.runtime.RuntimeFullException;
import io.agentropic.runtime.UnknownAgentException;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.status.AgentStateException;
import io.agentropic.syscall.UnsupportedHostException;
import java.util.List;

/**
 * What a user is told when a command cannot do its work.
 *
 * @param exitCode what the command exits with
 * @param lines what is printed to standard error
 * @param unexpected whether the product itself is to blame
 */
record Failure(int exitCode, List<String> lines, boolean unexpected) {

    static Failure of(Exception e) {
        return switch (e) {
            case ConfigurationException wrong -> expected(ExitCode.CONFIGURATION, wrong.problems());
            case InvalidSpecException wrong -> expected(ExitCode.CONFIGURATION, wrong.violations());
            case NoSupervisorException _ -> expected(ExitCode.NO_SUPERVISOR, message(e));
            case UnknownAgentException _ -> expected(ExitCode.NO_SUCH_AGENT, message(e));
            case LimitUnavailableException _,
                    ControlException _,
                    RunDirectoryException _,
                    AgentStateException _,
                    DuplicateAgentException _,
                    RuntimeFullException _,
                    FenceException _,
                    UnsupportedHostException _,
                    CommandException _ -> expected(ExitCode.FAILED, message(e));
            case InterruptedException _ -> expected(ExitCode.FAILED, List.of("interrupted"));
            default -> new Failure(ExitCode.FAILED, List.of(e.toString()), true);
        };
    }

    private static Failure expected(int exitCode, List<String> lines) {
        return new Failure(exitCode, lines, false);
    }

    private static List<String> message(Exception e) {
        return List.of(String.valueOf(e.getMessage()));
    }
}
