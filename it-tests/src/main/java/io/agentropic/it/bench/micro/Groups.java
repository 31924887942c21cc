package io.agentropic.it.bench.micro;

import io.agentropic.group.Group;
import io.agentropic.spec.GroupSpec;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a group answers a member that failed, the way to its thread and back included, a hundred at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Groups.FAILURES)
public class Groups {

    static final int FAILURES = 100;

    private final PatientMember member = new PatientMember("indexer-17");
    private final Group group = groupOf(member);

    private static Group groupOf(PatientMember member) {
        Group group = Group.start(GroupSpec.named("indexers").build(), new Nobody());
        group.join(member);
        return group;
    }

    /** It alone is started again. */
    @Benchmark
    public void oneForOne() {
        for (int i = 0; i < FAILURES; i++) {
            group.ask(member.name(), Duration.ZERO, "it failed");
        }
        member.awaitReleases(FAILURES);
    }

    /** Ends the group's thread. */
    @TearDown
    public void end() {
        group.close();
    }
}
