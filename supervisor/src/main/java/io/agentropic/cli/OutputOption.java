package io.agentropic.cli;

import io.agentropic.json.JsonObject;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** {@code -o}. */
final class OutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json; default table.")
    private OutputFormat format = OutputFormat.TABLE;

    boolean json() {
        return format == OutputFormat.JSON;
    }

    /** Prints the document as it is, or has it printed for people. */
    void print(JsonObject document, Consumer<JsonObject> forPeople) {
        switch (format) {
            case TABLE -> forPeople.accept(document);
            case JSON -> System.out.println(document.pretty());
        }
    }
}
