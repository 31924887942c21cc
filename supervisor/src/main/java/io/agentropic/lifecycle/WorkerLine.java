package io.agentropic.lifecycle;

import io.agentropic.gateway.WorkerChannel;
import io.agentropic.ipc.SupervisorMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The way to the worker of one incarnation, which comes with its hello and ends with its connection. Owned by the agent's thread. */
final class WorkerLine {

    private @Nullable WorkerChannel channel;
    private boolean hungUp;
    /** Of the last request to stand at a checkpoint. */
    private long epoch;

    void connected(WorkerChannel channel) {
        this.channel = channel;
    }

    void hungUp() {
        hungUp = true;
    }

    boolean isConnected() {
        return channel != null && !hungUp;
    }

    /** Whether everything the worker ever said was heard. */
    boolean heardAll() {
        return channel == null || hungUp;
    }

    /** Steers the worker, where one is connected. */
    void tell(SupervisorMessage message) {
        if (channel != null) {
            channel.send(message);
        }
    }

    /** Asks the worker to have its agent stand at a checkpoint; answers the number with which it says that it does. */
    long askToPause() {
        epoch++;
        tell(new SupervisorMessage.Pause(epoch));
        return epoch;
    }

    /** Lets an agent go on that may stand at a checkpoint, after it has stood still for so long. */
    void letGo(Duration stood) {
        if (epoch > 0) {
            tell(new SupervisorMessage.Resume(epoch, stood.toMillis()));
        }
    }

    /** Hands the worker what is for its agent, from now on. */
    void openTo(Mailbox mailbox) {
        if (channel != null) {
            mailbox.open(channel);
        }
    }

    /** Reads from the worker again, after the inbox was full. */
    void resumeReading() {
        if (channel != null) {
            channel.resumeReading();
        }
    }

    /** Ends the connection. */
    void hangUp() {
        if (channel != null) {
            channel.close();
        }
    }
}
