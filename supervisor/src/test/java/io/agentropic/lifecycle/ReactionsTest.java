package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.status.AgentError;
import io.agentropic.status.LifecycleHooks;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Which errors the hooks of a program hear of. */
final class ReactionsTest {

    private final List<AgentError> errors = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    private Reactions to(LifecycleHooks hooks) {
        return new Reactions("a", hooks, failures::add);
    }

    @Test
    void aHookThatThrowsIsAnErrorThatNamesIt() throws Exception {
        to(new LifecycleHooks() {
                    @Override
                    public void onStart(String agent, long incarnation) {
                        throw new IllegalStateException("no disk");
                    }

                    @Override
                    public void onError(AgentError error) {
                        errors.add(error);
                    }
                })
                .started(3);

        Stage.eventually(() -> errors.equals(
                List.of(new AgentError.Hook("a", 3, "onStart threw java.lang.IllegalStateException: no disk"))));
        assertThat(failures).containsExactly("a hook failed: java.lang.IllegalStateException: no disk");
    }

    @Test
    void whatTheHookForErrorsDoesWrongIsToldAsAnEventOnly() throws Exception {
        to(new LifecycleHooks() {
                    @Override
                    public void onStart(String agent, long incarnation) {
                        throw new IllegalStateException("first");
                    }

                    @Override
                    public void onError(AgentError error) {
                        errors.add(error);
                        throw new IllegalStateException("second");
                    }
                })
                .started(1);

        Stage.eventually(() -> failures.size() == 2);
        assertThat(failures)
                .containsExactly(
                        "a hook failed: java.lang.IllegalStateException: first",
                        "a hook failed: java.lang.IllegalStateException: second");
        assertThat(errors).hasSize(1);
    }
}
