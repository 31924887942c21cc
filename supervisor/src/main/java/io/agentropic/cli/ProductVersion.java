package io.agentropic.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which version this is, from the jar's manifest. */
final class ProductVersion implements IVersionProvider {

    /** {@code unpackaged} when the classes do not come from a jar. */
    static final String TEXT = Optional.ofNullable(
                    ProductVersion.class.getPackage().getImplementationVersion())
            .orElse("unpackaged");

    /** With the program's name and the JVM that it runs on. */
    static final String LINE = "agentropic-supervisor " + TEXT + " (Java " + Runtime.version() + ")";

    @Override
    public String[] getVersion() {
        return new String[] {LINE};
    }
}
