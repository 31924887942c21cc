package io.agentropic.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.Program;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.ProgramSource.AgentClass;
import io.agentropic.spec.ProgramSource.ExecutableJar;
import io.agentropic.spec.ProgramSource.MainClass;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramInspectorTest {

    private static final String MAIN = "public static void main(String[] args) {}";

    @TempDir
    private Path directory;

    private Sources sources;

    @BeforeEach
    void sources() {
        sources = new Sources(directory);
    }

    @Test
    void anExecutableJarRunsItsMainClass() throws IOException {
        Path jar = sources.jar(
                "app.jar", classes("App", "public class App { " + MAIN + " }"), Map.of("Main-Class", "App"));

        assertThat(passed(new ExecutableJar(jar)))
                .isEqualTo(new InspectedProgram(new Program.MainClass("App"), List.of(jar), List.of()));
    }

    @Test
    void manifestAttributesThatOnlyJavaJarHonoursBecomeFlags() throws IOException {
        Path jar = sources.jar(
                "app.jar",
                classes("App", "public class App { " + MAIN + " }"),
                Map.of(
                        "Main-Class", "App",
                        "Add-Opens", "java.base/java.lang java.base/java.util nonsense",
                        "Add-Exports", "java.base/sun.nio.ch",
                        "Enable-Native-Access", "ALL-UNNAMED"));

        assertThat(passed(new ExecutableJar(jar)).jvmFlags())
                .containsExactly(
                        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED");
        assertThat(ProgramInspector.inspect(new ExecutableJar(jar), 17)
                        .passed()
                        .orElseThrow()
                        .jvmFlags())
                .doesNotContain("--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void theMainClassMayLieInAJarThatTheManifestNames() throws IOException {
        sources.jar("library.jar", classes("App", "public class App { " + MAIN + " }"), Map.of());
        Path jar = sources.jar(
                "app.jar",
                empty(),
                Map.of("Main-Class", "App", "Class-Path", "missing.jar library.jar ht!tp:// app.jar"));

        assertThat(passed(new ExecutableJar(jar)).program()).isEqualTo(new Program.MainClass("App"));
    }

    @Test
    void aJarWhoseMainClassIsAnAgentRunsAsAgent() throws IOException {
        Path jar = sources.jar("app.jar", classes("Ant", agent("Ant")), Map.of("Main-Class", "Ant"));

        assertThat(passed(new ExecutableJar(jar)).program()).isEqualTo(new Program.AgentClass("Ant"));
    }

    @Test
    void anAgentMayInheritItsInterfaceAndItsMain() throws IOException {
        classes("Base", agent("Base").replace("class", "abstract class").replace("Agent {", "Agent { " + MAIN));
        Path classes = classes("Ant", "public class Ant extends Base {}");

        assertThat(passed(new AgentClass("Ant", List.of(classes))).program()).isEqualTo(new Program.AgentClass("Ant"));
        assertThat(passed(new MainClass("Ant", List.of(classes))).program()).isEqualTo(new Program.MainClass("Ant"));
    }

    @Test
    void anAgentMayImplementASubinterface() throws IOException {
        classes("Special", "public interface Special extends io.agentropic.agent.Agent {}");
        Path classes =
                classes("Ant", agent("Ant").replace("implements io.agentropic.agent.Agent", "implements Special"));

        assertThat(passed(new AgentClass("Ant", List.of(classes))).program()).isEqualTo(new Program.AgentClass("Ant"));
    }

    @Test
    void wildcardsAreExpanded() throws IOException {
        Path jar = sources.jar("app.jar", classes("App", "public class App { " + MAIN + " }"), Map.of());

        assertThat(passed(new MainClass("App", List.of(directory.resolve("*")))).classPath())
                .containsExactly(jar);
    }

    @Test
    void aMultiReleaseJarIsSeenAsTheChildSeesIt() throws IOException {
        Path plain = classes("App", "public class App {}");
        Path root = Files.createDirectories(directory.resolve("mr"));
        Files.copy(plain.resolve("App.class"), root.resolve("App.class"));
        classes("App", "public class App { " + MAIN + " }");
        Path versioned = Files.createDirectories(root.resolve("META-INF/versions/21"));
        Files.copy(plain.resolve("App.class"), versioned.resolve("App.class"));
        Path jar = sources.jar("mr.jar", root, Map.of("Multi-Release", "true"));
        ProgramSource source = new MainClass("App", List.of(jar));

        assertThat(ProgramInspector.inspect(source, 25).violations()).isEmpty();
        assertThat(ProgramInspector.inspect(source, 17).violations())
                .containsExactly("class App has no public static void main(String[])");
    }

    @Test
    void aClassIsClassifiedByWhatItIs() throws IOException {
        classes("Ant", agent("Ant"));
        List<Path> classPath = List.of(classes("App", "public class App { " + MAIN + " }"));

        assertThat(ProgramInspector.classify("Ant", classPath, 25).passed()).hasValue(new AgentClass("Ant", classPath));
        assertThat(ProgramInspector.classify("App", classPath, 25).passed()).hasValue(new MainClass("App", classPath));
        assertThat(ProgramInspector.classify("None", classPath, 25).violations())
                .containsExactly("class None is not on the class path");
    }

    @Test
    void aRelaxedMainIsAcceptedFromJava25On() throws IOException {
        ProgramSource source = new MainClass("App", List.of(classes("App", "class App { void main() {} }")));

        assertThat(ProgramInspector.inspect(source, 25).violations()).isEmpty();
        assertThat(ProgramInspector.inspect(source, 21).violations()).isNotEmpty();
    }

    @Test
    void aClassForANewerJvmIsRefused() throws IOException {
        Path classes = sources.compile(25, "App", "public class App { " + MAIN + " }");

        assertThat(ProgramInspector.inspect(new MainClass("App", List.of(classes)), 17)
                        .violations())
                .containsExactly("class App was compiled for Java 25, but the agent's JVM is Java 17; name a newer one"
                        + " with jvm.home");
    }

    @Test
    void jarsThatCannotRunAreExplained() throws IOException {
        Path missing = directory.resolve("missing.jar");
        Path text = Files.writeString(directory.resolve("text.jar"), "no zip at all, but long enough for a header");
        Path library = sources.jar("library.jar", empty(), Map.of());
        Path absent = sources.jar("absent.jar", empty(), Map.of("Main-Class", "nowhere.App"));
        Path instrumented =
                sources.jar("instrumented.jar", empty(), Map.of("Main-Class", "App", "Launcher-Agent-Class", "Spy"));

        assertThat(violation(new ExecutableJar(missing))).isEqualTo("jar " + missing + " does not exist");
        assertThat(violation(new ExecutableJar(directory))).isEqualTo(directory + " is a directory, not a jar");
        assertThat(violation(new ExecutableJar(text))).startsWith(text + " is not a jar: ");
        assertThat(violation(new ExecutableJar(library)))
                .isEqualTo("jar " + library + " has no Main-Class in its manifest; put it on the classpath and name its"
                        + " class with mainClass or agentClass");
        assertThat(violation(new ExecutableJar(absent))).isEqualTo("class nowhere.App is not on the class path");
        assertThat(violation(new ExecutableJar(instrumented)))
                .contains("Launcher-Agent-Class")
                .contains("not supported");
    }

    @Test
    void classesThatCannotRunAreExplained() throws IOException {
        classes("Abstract", agent("Abstract").replace("class", "abstract class"));
        classes("Hidden", agent("Hidden").replace("public class", "class"));
        classes("Closed", agent("Closed").replace("Agent {", "Agent { private Closed() {}"));
        classes("Plain", "public class Plain {}");
        classes("Quiet", "public class Quiet { static void main(String[] args) {} }");
        classes("App", "public class App { " + MAIN + " }");
        Path classes = classes("Ant", agent("Ant"));
        Files.writeString(classes.resolve("Torn.class"), "\0\0\0\0\0\0\0\0\0\0");
        Files.copy(classes.resolve("Plain.class"), classes.resolve("Other.class"));
        List<Path> classPath = List.of(classes);

        assertThat(violation(new AgentClass("Abstract", classPath)))
                .isEqualTo("class Abstract implements Agent but is abstract");
        assertThat(violation(new AgentClass("Hidden", classPath)))
                .isEqualTo("class Hidden implements Agent but is not public");
        assertThat(violation(new AgentClass("Closed", classPath)))
                .isEqualTo("class Closed implements Agent but has no public constructor without parameters");
        assertThat(violation(new AgentClass("App", classPath)))
                .isEqualTo("class App does not implement io.agentropic.agent.Agent; it has a main method: name it with"
                        + " mainClass");
        assertThat(violation(new MainClass("Ant", classPath)))
                .isEqualTo("class Ant has no public static void main(String[]); it implements Agent: name it with"
                        + " agentClass");
        assertThat(ProgramInspector.inspect(new MainClass("Quiet", classPath), 17)
                        .violations())
                .containsExactly("class Quiet has no public static void main(String[])");
        assertThat(violation(new MainClass("Torn", classPath))).startsWith("the class file of Torn is malformed");
        assertThat(violation(new MainClass("Other", classPath))).isEqualTo("the file of class Other holds class Plain");
        assertThat(ProgramInspector.classify("Plain", classPath, 25).violations())
                .containsExactly("class Plain neither implements io.agentropic.agent.Agent nor has a public static void"
                        + " main(String[])");
    }

    @Test
    void everythingWrongWithAClassPathIsReportedTogether() {
        Path gone = directory.resolve("gone");

        assertThat(ProgramInspector.inspect(new MainClass("../etc/passwd", List.of(gone, directory.resolve("*"))), 25)
                        .violations())
                .containsExactly(
                        "class path entry " + gone + " does not exist",
                        "class path entry " + directory.resolve("*") + " matches no jar",
                        "'../etc/passwd' is not a class name; write it with dots: com.example.Indexer");
    }

    @Test
    void anOversizedManifestIsNotReadIntoMemory() throws IOException {
        Path jar = directory.resolve("bomb.jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            byte[] zeros = new byte[1 << 20];
            for (int mebibytes = 0; mebibytes < 64; mebibytes++) {
                out.write(zeros);
            }
        }

        assertThat(violation(new ExecutableJar(jar)))
                .isEqualTo(jar + " is refused: META-INF/MANIFEST.MF is larger than 4194304 bytes");
    }

    @Test
    void anOversizedTableOfContentsIsNotReadIntoMemory() throws IOException {
        Path jar = sources.jar("app.jar", empty(), Map.of());
        try (var file = new RandomAccessFile(jar.toFile(), "rw")) {
            file.seek(file.length() - 10);
            file.write(new byte[] {0, 0, 0, 0x7f});
        }

        assertThat(violation(new ExecutableJar(jar))).contains("table of contents is larger than");
    }

    private Path classes(String name, String source) throws IOException {
        return sources.compile(17, name, source);
    }

    private Path empty() throws IOException {
        return Files.createDirectories(directory.resolve("empty"));
    }

    private static String agent(String name) {
        return "public class " + name + " implements io.agentropic.agent.Agent {"
                + " public void execute(io.agentropic.agent.AgentContext context) {} }";
    }

    private static InspectedProgram passed(ProgramSource source) {
        return ProgramInspector.inspect(source, 25).require("test");
    }

    private static String violation(ProgramSource source) {
        return String.join("; ", ProgramInspector.inspect(source, 25).violations());
    }
}
