package io.agentropic.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SharesTest {

    @Test
    void oneKindHasAllPlaces() {
        assertThat(Shares.of(List.of("a"), 4)).isEqualTo(Map.of("a", 4));
    }

    @Test
    void whatCannotBeSharedOutGoesToThoseAskedForLast() {
        assertThat(Shares.of(List.of("a", "b", "c"), 5)).isEqualTo(Map.of("a", 2, "b", 2, "c", 1));
    }

    @Test
    void whereThereAreMoreKindsThanPlacesTheFirstHaveOneEach() {
        assertThat(Shares.of(List.of("a", "b", "c"), 2)).isEqualTo(Map.of("a", 1, "b", 1));
    }

    @Test
    void nothingIsSharedOutWithoutKindsOrPlaces() {
        assertThat(Shares.of(List.of(), 3)).isEmpty();
        assertThat(Shares.of(List.of("a"), 0)).isEmpty();
    }
}
