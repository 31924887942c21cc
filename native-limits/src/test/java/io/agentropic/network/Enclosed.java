package io.agentropic.network;

import io.agentropic.cgroup.AgentCgroup;
import io.agentropic.cgroup.CgroupAccess;
import io.agentropic.cgroup.CgroupTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** A control group of its own, and {@link SocketUser} in it. */
final class Enclosed implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final CgroupTree tree;
    private final AgentCgroup group;
    private final List<Conversation> children = new ArrayList<>();

    private Enclosed(CgroupTree tree) {
        this.tree = tree;
        this.group = tree.create("tested", 1);
    }

    /** Without a version 2 tree that may be written to, the test is left out. */
    static Enclosed here() {
        CgroupAccess access = CgroupTree.open(UUID.randomUUID().toString().replace("-", ""));
        Assumptions.assumeTrue(
                access instanceof CgroupAccess.Available, "no control group of version 2 can be made here");
        return new Enclosed(((CgroupAccess.Available) access).tree());
    }

    Path directory() {
        return group.directory();
    }

    /** Starts the program in the group, before its first instruction. */
    Conversation start() throws IOException {
        Conversation started = Conversation.start(Map.of(), group::join);
        children.add(started);
        return started;
    }

    @Override
    public void close() {
        group.kill();
        children.forEach(Conversation::close);
        try {
            if (!group.awaitEmpty(SOON)) {
                throw new IllegalStateException("the group did not become empty");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        group.close();
        tree.close();
    }
}
