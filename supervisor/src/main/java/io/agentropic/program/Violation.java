package io.agentropic.program;

/** Something is wrong with what a user named; never leaves this package. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    Violation(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
