package io.agentropic.cli;

/** How results are printed. */
enum OutputFormat {
    /** For people. */
    TABLE,
    /** For programs: versioned documents. */
    JSON
}
