package io.agentropic.archive;

import io.agentropic.program.JavaHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Classes in the form in which a JVM has them in memory, so that it maps them instead of loading them. A JVM that finds one
 * made by another, or for other settings, goes on without it; it is told not to speak of that.
 *
 * @param file where it is
 * @param form what kind of JVM takes it
 */
public record ClassArchive(Path file, Form form) {

    /** Options that settle the matter themselves, and those that the JVM refuses beside ours. */
    private static final Pattern OWN_CHOICE =
            Pattern.compile("-Xshare:.*|-XX:[+-]?(?:AOT\\w*|SharedArchiveFile|SharedClassListFile|ArchiveClassesAtExit"
                    + "|AutoCreateSharedArchive|DumpLoadedClassList)(?:=.*)?");

    /** How archives are made and taken. */
    public enum Form {
        /**
         * JEP 483 and JEP 514: classes loaded and linked; from Java 25. Without the profiles of JEP 515: a JVM compiles by them at
         * its start, on the processors that the start needs.
         */
        AOT_CACHE("aot", "-XX:AOTCacheOutput=", "-XX:AOTCache=", "-Xlog:aot*=off,cds*=off"),
        /** JEP 350: classes parsed and verified. */
        DYNAMIC_CDS("jsa", "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile=", "-Xlog:cds*=off");

        private static final int FIRST_WITH_AOT_CACHE = 25;

        private final String suffix;
        private final String output;
        private final String input;
        private final String quiet;

        Form(String suffix, String output, String input, String quiet) {
            this.suffix = suffix;
            this.output = output;
            this.input = input;
            this.quiet = quiet;
        }

        static Form of(JavaHome java) {
            return java.featureVersion() >= FIRST_WITH_AOT_CACHE ? AOT_CACHE : DYNAMIC_CDS;
        }

        String suffix() {
            return suffix;
        }

        /** The JVM options that make {@code file}. */
        List<String> making(Path file) {
            return switch (this) {
                case AOT_CACHE ->
                    List.of(
                            output + file,
                            "-XX:+IgnoreUnrecognizedVMOptions",
                            "-XX:+UnlockDiagnosticVMOptions",
                            "-XX:-AOTRecordTraining");
                case DYNAMIC_CDS -> List.of(output + file);
            };
        }
    }

    /** Whether a JVM that is given these options as well can take it. */
    public boolean fits(List<String> options) {
        return options.stream().noneMatch(option -> OWN_CHOICE.matcher(option).matches());
    }

    /**
     * The JVM options that take it.
     *
     * @param atItsAddress whether it is mapped where it was made to lie: its pages stay shared among JVMs, and their
     *     addresses are known to whoever attacks one
     */
    public List<String> flags(boolean atItsAddress) {
        List<String> flags = new ArrayList<>(List.of(form.input + file, form.quiet));
        if (atItsAddress) {
            flags.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0"));
        }
        return flags;
    }
}
