package io.agentropic.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionTest {

    @ParameterizedTest
    @CsvSource({"memory,memory,0", "memroy,memory,1", "memry,memory,1", "cpu,gpu,1", "kitten,sitting,3"})
    void editsAreCounted(String a, String b, int edits) {
        assertThat(Suggestion.distance(a, b)).isEqualTo(edits);
    }

    @ParameterizedTest
    @CsvSource({"memroy,memory", "open-files,openFiles", "OPENFILES,openFiles", "memoryhigh,memoryHigh"})
    void aNearWordIsSuggested(String written, String meant) {
        assertThat(Suggestion.sentence(written, List.of("cpu", "memory", "memoryHigh", "openFiles")))
                .isEqualTo("; did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @CsvSource({"colour", "x", "io"})
    void nothingIsSuggestedForAFarWord(String written) {
        assertThat(Suggestion.sentence(written, List.of("cpu", "memory"))).isEmpty();
    }
}
