package io.agentropic.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenTest {

    @Test
    void hexLeadsBackToTheSameToken() {
        Token token = Token.random();

        assertThat(Token.ofHex(token.toHex())).isEqualTo(token).hasSameHashCodeAs(token);
    }

    @Test
    void twoRandomTokensDiffer() {
        assertThat(Token.random()).isNotEqualTo(Token.random());
    }

    @Test
    void itsTextHidesTheSecret() {
        Token token = Token.random();

        assertThat(token).hasToString("Token[hidden]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ab", "not hexadecimal", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeef"})
    void anythingElseThan64HexDigitsIsRefused(String hex) {
        assertThatIllegalArgumentException().isThrownBy(() -> Token.ofHex(hex));
    }
}
