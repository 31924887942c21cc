package io.agentropic.cli;

import java.util.Optional;

/** Which version this is, from the jar's manifest. */
final class ProductVersion {

    /** {@code unpackaged} when the classes do not come from a jar. */
    static final String TEXT = Optional.ofNullable(
                    ProductVersion.class.getPackage().getImplementationVersion())
            .orElse("unpackaged");

    private ProductVersion() {}
}
