package io.agentropic.exit;

import io.agentropic.fence.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * What is known when an incarnation has ended; all that {@link ExitClassifier} looks at.
 *
 * @param code exit code as Java gives it, 128 + N for signal N; {@code null} when no process came to be
 * @param started whether its code had been entered
 * @param ownAction what the supervisor was doing to it
 * @param killed whether the supervisor had sent SIGKILL while it still ran
 * @param exitAnnounced whether the worker said that the JVM's shutdown hooks run; they may still be cut short
 * @param heapExhausted whether the JVM said that one of its memory areas was exhausted
 * @param crashFile whether the JVM left an hs_err file
 * @param spawnError why no process came to be; empty when one did
 * @param startError why the worker could not load the agent; empty when it did not say so
 * @param expectation what was to be expected of its end
 * @param earlierOomKills processes killed for the memory limit that its main process had outlived
 * @param evidence what the kernel or the monitor counted
 */
record ExitFacts(
        @Nullable Integer code,
        boolean started,
        OwnAction ownAction,
        boolean killed,
        boolean exitAnnounced,
        boolean heapExhausted,
        boolean crashFile,
        String spawnError,
        String startError,
        Expectation expectation,
        long earlierOomKills,
        Evidence evidence) {}
