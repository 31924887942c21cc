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
                .isEqualTo("\\x1b]0;x\\x07\\x0d\\xc2\\x9b");
        assertThat(escaped(new byte[] {(byte) 0x9b, '3', (byte) 0xff, 'a'})).isEqualTo("\\x9b3\\xffa");
    }

    @ParameterizedTest
    @CsvSource({
        "\u202e, \\xe2\\x80\\xae",
        "\u2066, \\xe2\\x81\\xa6",
        "\u200f, \\xe2\\x80\\x8f",
        "'\u2028', \\xe2\\x80\\xa8",
        "\ufeff, \\xef\\xbb\\xbf"
    })
    void whatTurnsTextAroundOrHidesInItIsShown(String hidden, String shown) throws IOException {
        assertThat(escaped(("a" + hidden + "b").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("a" + shown + "b");
        assertThat(Terminal.safe("a" + hidden + "b")).doesNotContain(hidden);
    }

    @Test
    void brokenCharactersAreShownByteByByte() throws IOException {
        assertThat(escaped(bytes(0xE2, 0x82, 'a'))).as("cut short").isEqualTo("\\xe2\\x82a");
        assertThat(escaped(bytes(0xC0, 0xAF))).as("overlong").isEqualTo("\\xc0\\xaf");
        assertThat(escaped(bytes(0xE0, 0x80, 0xAF))).as("overlong").isEqualTo("\\xe0\\x80\\xaf");
        assertThat(escaped(bytes(0xED, 0xA0, 0x80))).as("half a pair").isEqualTo("\\xed\\xa0\\x80");
        assertThat(escaped(bytes(0xF5, 'a'))).as("beyond Unicode").isEqualTo("\\xf5a");
        assertThat(escaped(bytes(0xE2, 0x1B, '[', '2', 'J'))).as("hidden").isEqualTo("\\xe2\\x1b[2J");
        assertThat(escaped(bytes(0, 0xE2))).as("at the end").isEqualTo("\\x00\\xe2");
    }

    @Test
    void aLineOfAMebibyteStaysALine() throws IOException {
        byte[] line = "\u001b".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        assertThat(escaped(line)).hasSize(4 << 20).doesNotContain("\u001b");
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static String escaped(byte[] bytes) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (EscapingStream stream = new EscapingStream(target)) {
            stream.write(bytes);
        }
        return target.toString(StandardCharsets.UTF_8);
    }
}
