package io.agentropic.launch;

import io.agentropic.archive.ClassArchive;
import io.agentropic.archive.ClassArchives;
import io.agentropic.program.JavaHome;
import io.agentropic.spec.AotPolicy;
import io.agentropic.spec.JvmConfig;
import java.util.Optional;

/**
 * Which archive of classes a child maps: one of its whole class path where it asks for that and there is one, otherwise
 * that of the worker's classes.
 *
 * @param all where both are
 */
public record ChildArchives(ClassArchives all) {

    /** The archive for this child; empty when there is none yet, or never will be. Returns at once. */
    public Optional<ClassArchive> of(Launch launch) {
        JvmConfig jvm = launch.spec().jvm();
        JavaHome java = launch.program().java();
        Optional<ClassArchive> own = jvm.aot() == AotPolicy.AUTO
                ? all.of(java, launch.program().program(), jvm.options())
                : Optional.empty();
        return own.or(() -> all.of(java));
    }
}
