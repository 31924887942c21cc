package io.agentropic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextTest {

    @ParameterizedTest
    @CsvSource({"0,0B", "1023,1023B", "1024,1KiB", "1536,1.5KiB", "536870912,512MiB", "9223372036854775807,8EiB"})
    void bytesAreShort(long bytes, String text) {
        assertThat(Humans.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"450,450ms", "12300,12s", "185000,3m05s", "7620000,2h07m", "356400000,4d03h"})
    void durationsAreShort(long milliseconds, String text) {
        assertThat(Humans.duration(Duration.ofMillis(milliseconds))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"memory,536870912,512MiB", "ioRead,10485760,10MiB/s", "openFiles,64,64"})
    void limitsAreInTheWordsOfTheConfiguration(String resource, long value, String text) {
        assertThat(Humans.limit(resource, value)).isEqualTo(text);
    }

    @Test
    void columnsAreAlignedWhateverTheirColour() {
        assertThat(Table.of("NAME", "STATE", "PID")
                        .row("a", "\u001b[32mRUNNING\u001b[0m", "1")
                        .row("longer", "UP", "")
                        .lines())
                .containsExactly("NAME    STATE    PID", "a       \u001b[32mRUNNING\u001b[0m  1", "longer  UP");
    }

    @Test
    void controlCharactersHaveNoPower() {
        assertThat(Terminal.safe("a\u001b[31m\u0007\u009b\u202eb\nü")).isEqualTo("a\\x1b[31m\\x07\\x9b\\u202eb\\x0aü");
    }

    @Test
    void outputForATerminalKeepsTextAndEscapesTheRest() throws IOException {
        assertThat(escaped("plain\tü€😀\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("plain\tü€😀\n");
        assertThat(escaped("\u001b]0;x\u0007\r\u009b".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("\\x1b]0;x\\x07\\x0d\\x9b");
        assertThat(escaped(new byte[] {(byte) 0x9b, '3', (byte) 0xff, 'a'})).isEqualTo("\\x9b3\\xffa");
    }

    private static String escaped(byte[] bytes) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (EscapingStream stream = new EscapingStream(target)) {
            stream.write(bytes);
        }
        return target.toString(StandardCharsets.UTF_8);
    }
}
