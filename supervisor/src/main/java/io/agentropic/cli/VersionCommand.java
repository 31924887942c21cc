package io.agentropic.cli;

import io.agentropic.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code version}: of this program and the JVM it runs on. */
@Command(name = "version", description = "Show the version.")
final class VersionCommand implements Callable<Integer> {

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonObject document = JsonObject.document("Version")
                .put("version", ProductVersion.TEXT)
                .put("java", Runtime.version().toString())
                .build();
        output.print(document, version -> System.out.println(ProductVersion.LINE));
        return ExitCode.OK;
    }
}
