package io.agentropic.it.siege;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.attack.Arsenal;
import io.agentropic.it.attack.Attack;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Untainted;
import io.agentropic.spec.IsolationLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every attack at every level that this host offers: refused as the level promises, and nobody is harmed. */
@Tag("host")
class SiegeTest {

    @TempDir
    Path directory;

    @BeforeEach
    void usersOfAgentsReachTheDirectory() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @AfterEach
    void nothingIsLeftOver() throws InterruptedException {
        Untainted.await();
        assertThat(Lane.groupsOf(directory)).isEmpty();
    }

    @Test
    void everyAttackHasANameOfItsOwn() {
        assertThat(Arsenal.all()).extracting(Attack::name).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicContainer> everyAttackEndsAsTheLevelPromises() {
        return LevelsHere.attackable().stream()
                .map(level -> DynamicContainer.dynamicContainer(level.word(), siege(level)));
    }

    private Stream<DynamicTest> siege(IsolationLevel level) {
        try {
            List<Trial> trials = Siege.at(level, directory.resolve(level.word()));
            assertThat(trials).hasSameSizeAs(Arsenal.all());
            return trials.stream()
                    .map(trial -> DynamicTest.dynamicTest(
                            trial.attack().name(),
                            () -> assertThat(trial).matches(Trial::asPromised, "ends as the level promises")));
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("the siege of " + level.word() + " broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
