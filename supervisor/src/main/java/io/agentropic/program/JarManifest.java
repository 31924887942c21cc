package io.agentropic.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an executable jar's manifest asks of {@code java -jar}: the worker starts it from the class path, so each
 * attribute that only {@code -jar} honours is said by a flag instead.
 */
record JarManifest(String mainClass, List<String> jvmFlags) {

    /** The first JVM that honours {@code Enable-Native-Access} in a manifest. */
    private static final int NATIVE_ACCESS_SINCE = 22;

    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Pattern MODULE_AND_PACKAGE = Pattern.compile("[\\w.]+/[\\w.]+");

    /** Reads it, or says in a {@link Violation} why the jar cannot be run. */
    static JarManifest of(Path jar, Attributes attributes, int featureVersion) {
        String mainClass = attributes.getValue(Attributes.Name.MAIN_CLASS);
        if (mainClass == null || mainClass.isBlank()) {
            throw new Violation("jar " + jar + " has no Main-Class in its manifest; put it on the classpath and name"
                    + " its class with mainClass or agentClass");
        }
        if (attributes.getValue("Launcher-Agent-Class") != null) {
            throw new Violation(
                    "jar " + jar + " has a Launcher-Agent-Class in its manifest, which is not supported;"
                            + " start its agent with a -javaagent option in jvm.options, and name its main class with mainClass");
        }
        List<String> flags = new ArrayList<>();
        addForEachPackage(flags, "--add-exports=", attributes.getValue("Add-Exports"));
        addForEachPackage(flags, "--add-opens=", attributes.getValue("Add-Opens"));
        if (featureVersion >= NATIVE_ACCESS_SINCE
                && "ALL-UNNAMED".equals(attributes.getValue("Enable-Native-Access"))) {
            flags.add("--enable-native-access=ALL-UNNAMED");
        }
        return new JarManifest(mainClass.strip(), List.copyOf(flags));
    }

    /** Skips what is not {@code module/package}, as {@code java -jar} does. */
    private static void addForEachPackage(List<String> flags, String flag, @Nullable String value) {
        if (value == null) {
            return;
        }
        SPACES.splitAsStream(value.strip())
                .filter(MODULE_AND_PACKAGE.asMatchPredicate())
                .forEach(target -> flags.add(flag + target + "=ALL-UNNAMED"));
    }
}
