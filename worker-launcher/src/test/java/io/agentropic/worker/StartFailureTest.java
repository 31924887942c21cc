package io.agentropic.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.Program;
import io.agentropic.ipc.WorkerMessage.Exiting;
import io.agentropic.ipc.WorkerMessage.StartFailed;
import io.agentropic.worker.fixture.Agents;
import io.agentropic.worker.fixture.Programs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that cannot be run. */
final class StartFailureTest {

    @TempDir
    Path directory;

    @Test
    void aClassThatIsNotThereIsNamedWithTheClassPath() throws Exception {
        assertThat(reason(new Program.AgentClass("com.example.Gone")))
                .startsWith("class com.example.Gone is not on the class path /")
                .contains("classes");
    }

    @Test
    void aMainClassThatIsNotThereIsNamedWithTheClassPath() throws Exception {
        assertThat(reason(new Program.MainClass("Gone"))).startsWith("class Gone is not on the class path /");
    }

    @Test
    void aClassThatIsNoAgentIsRefused() throws Exception {
        assertThat(reason(new Program.AgentClass(Agents.NoAgent.class.getName())))
                .isEqualTo("class io.agentropic.worker.fixture.Agents$NoAgent does not implement"
                        + " io.agentropic.agent.Agent");
    }

    @Test
    void anAbstractAgentIsRefused() throws Exception {
        assertThat(reason(new Program.AgentClass(Agents.Unfinished.class.getName())))
                .contains("is abstract");
    }

    @Test
    void anAgentWithoutItsConstructorIsRefused() throws Exception {
        assertThat(reason(new Program.AgentClass(Agents.NeedsAnArgument.class.getName())))
                .endsWith("has no public constructor without parameters");
    }

    @Test
    void aMainClassWithoutMainIsRefused() throws Exception {
        assertThat(reason(new Program.MainClass(Agents.NoAgent.class.getName())))
                .endsWith("has no method public static void main(String[])");
    }

    @Test
    void aNameInTheWrongCaseIsRefused() throws Exception {
        String wrongCase = Programs.class.getName().replace("Programs", "PROGRAMS");

        assertThat(reason(new Program.MainClass(wrongCase))).contains(wrongCase);
    }

    private String reason(Program program) throws Exception {
        try (Child child = Child.greeted(directory)) {
            child.start(program);
            String reason = child.await(StartFailed.class).reason();
            child.await(Exiting.class);
            assertThat(child.exitCode()).isEqualTo(125);
            assertThat(child.stderr()).isEqualTo("agentropic-worker: " + reason + "\n");
            return reason;
        }
    }
}
