package io.agentropic.json;

import io.agentropic.exit.Identity;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which process an incarnation is, as JSON. */
public final class IdentityDocument {

    private IdentityDocument() {}

    /** A part of other documents; {@code null} where there is no process. */
    public static @Nullable JsonObject of(@Nullable Identity identity) {
        return identity == null
                ? null
                : JsonObject.builder()
                        .put("pid", identity.process().pid())
                        .put("startTicks", identity.process().startTicks())
                        .put("bootId", identity.process().bootId())
                        .put(
                                "controlGroup",
                                Optional.ofNullable(identity.controlGroup())
                                        .map(Path::toString)
                                        .orElse(null))
                        .build();
    }
}
