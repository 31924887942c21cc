package io.agentropic.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Order and cycles, on values. */
final class DependencyGraphTest {

    @Test
    @DisplayName("S54: a cycle of twenty is told with its whole path")
    void aCycleOfTwentyIsToldWithItsPath() {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        needs.put("outside", Set.of("a0"));
        IntStream.range(0, 20).forEach(i -> needs.put("a" + i, Set.of("a" + (i + 1) % 20)));

        List<String> cycle = new DependencyGraph(needs).cycle().orElseThrow();

        assertThat(cycle).hasSize(21).doesNotContain("outside");
        assertThat(cycle.getFirst()).isEqualTo(cycle.getLast());
        for (int i = 0; i < 20; i++) {
            assertThat(needs.get(cycle.get(i))).contains(cycle.get(i + 1));
        }
    }

    @Test
    void anAgentThatNeedsItselfIsACycleOfOne() {
        assertThat(graph(Map.of("a", Set.of("a"))).cycle()).contains(List.of("a", "a"));
    }

    @Test
    void twoWaysToTheSameAgentAreNoCycle() {
        DependencyGraph diamond =
                graph(Map.of("a", Set.of("b", "c"), "b", Set.of("d"), "c", Set.of("d"), "d", Set.of()));

        assertThat(diamond.cycle()).isEmpty();
        assertThat(diamond.order())
                .containsExactlyInAnyOrder("a", "b", "c", "d")
                .startsWith("d")
                .endsWith("a");
    }

    @Test
    void theOrderGivenStaysWhereNothingIsNeeded() {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        needs.put("first", Set.of());
        needs.put("web", Set.of("database", "elsewhere"));
        needs.put("database", Set.of());
        needs.put("last", Set.of());

        assertThat(new DependencyGraph(needs).order()).containsExactly("first", "database", "web", "last");
    }

    @Test
    void aChainDeeperThanAStackIsOrdered() {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        IntStream.range(0, 100_000).forEach(i -> needs.put("a" + i, Set.of("a" + (i + 1))));
        needs.put("a100000", Set.of());

        assertThat(new DependencyGraph(needs).order()).hasSize(100_001).startsWith("a100000");
    }

    @Test
    void aCycleHasNoOrder() {
        DependencyGraph cycle = graph(Map.of("a", Set.of("b"), "b", Set.of("a")));

        assertThatThrownBy(cycle::order).hasMessageContaining("→");
    }

    @Test
    void dependentsAreTheOtherWayRound() {
        DependencyGraph graph = graph(Map.of("web", Set.of("database"), "database", Set.of()));

        assertThat(graph.dependents().get("database")).containsExactly("web");
        assertThat(graph.dependents().get("web")).isEmpty();
    }

    private static DependencyGraph graph(Map<String, Set<String>> needs) {
        return new DependencyGraph(needs);
    }
}
