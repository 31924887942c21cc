package io.agentropic.pool;

import io.agentropic.confine.AgentUser;
import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceRequest;
import io.agentropic.fence.Fencing;
import io.agentropic.gateway.Gateway;
import io.agentropic.ipc.Token;
import io.agentropic.launch.ChildLauncher;
import io.agentropic.launch.GatedChild;
import io.agentropic.launch.Launch;
import io.agentropic.launch.Lodging;
import io.agentropic.launch.Lodgings;
import io.agentropic.logs.AgentLogs;
import io.agentropic.program.FileStamps;
import io.agentropic.program.ManifestClassPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes workers that wait. Used by one thread.
 *
 * @param fences around their processes
 * @param gateway where they connect
 * @param launcher starts them
 * @param lodgings what they have to themselves
 */
record Workshop(Fencing fences, Gateway gateway, ChildLauncher launcher, Lodgings lodgings) {

    /** The first part of their names; none of an agent's has two dots in a row. */
    static final String NAME = "pool..warm";

    /** Between the opened gate and the hello. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Makes one, and returns when it waits.
     *
     * @param number that of no other
     * @param relay hears of it
     * @param failed gets what is to be cleared away when it fails
     * @throws io.agentropic.launch.LaunchException or FenceException or LimitUnavailableException when a step fails
     */
    WarmWorker make(Recipe recipe, long number, Relay relay, Consumer<Remains> failed) {
        FenceRequest request = recipe.request().of(NAME, number);
        FileStamps stamps = FileStamps.of(
                ManifestClassPath.withNamed(recipe.program().program().classPath()));
        Fence fence = fences.prepare(request);
        Token token = Token.random();
        @Nullable Lodging lodging = null;
        boolean waits = false;
        try {
            Lodging made = lodgings.takeWaiting(
                    NAME + "-" + number, recipe.spec().isolation().level());
            lodging = made;
            Path directory = made.privateDirectory().orElseThrow();
            AgentLogs logs = AgentLogs.in(directory, recipe.spec().logs());
            GatedChild child = launcher.launch(
                    Launch.waiting(NAME, recipe.spec(), recipe.program()), fence, fences.marker(request), logs, made);
            gateway.expect(token, child.workerPid(), made.user().map(AgentUser::uid), relay);
            var _ = child.onExit().thenRun(relay::end);
            child.open(token);
            relay.awaitConnected(PATIENCE);
            waits = true;
            return new WarmWorker(recipe.profile(), child, fence, made, logs, relay, stamps, System.nanoTime());
        } finally {
            if (!waits) {
                gateway.forget(token);
                failed.accept(new Remains(fence, lodging));
            }
        }
    }
}
