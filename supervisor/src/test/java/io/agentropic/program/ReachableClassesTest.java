package io.agentropic.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.Program;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReachableClassesTest {

    @TempDir
    private Path directory;

    private Sources sources;

    @BeforeEach
    void sources() {
        sources = new Sources(directory);
    }

    @Test
    void whatTheProgramNamesIsReachedAndWhatThatNamesInTurn() throws IOException {
        sources.compile(17, "Far", "class Far { Object list = new java.util.LinkedList<String>(); }");
        sources.compile(17, "Near", "class Near { Far far = new Far(); }");
        sources.compile(17, "Unused", "class Unused {}");
        Path classes = sources.compile(17, "App", "public class App { Near near = new Near(); }");

        assertThat(reached(sources.jar("app.jar", classes, Map.of())))
                .startsWith("App")
                .contains("Near", "Far", "java/util/LinkedList")
                .doesNotContain("Unused");
    }

    @Test
    void namesThatWouldMeanSomethingElseInAListAreLeftOut() throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Files.write(classes.resolve("App.class"), ClassFile.of().build(ClassDesc.of("App"), type -> {
            type.constantPool().classEntry(type.constantPool().utf8Entry("Fine"));
            type.constantPool().classEntry(type.constantPool().utf8Entry("A\n@lambda-proxy Evil"));
            type.constantPool().classEntry(type.constantPool().utf8Entry("Evil id: 7"));
            type.constantPool().classEntry(type.constantPool().utf8Entry("../Evil"));
        }));

        assertThat(reached(sources.jar("app.jar", classes, Map.of())))
                .contains("App", "Fine")
                .noneMatch(name -> name.contains("Evil"));
    }

    @Test
    void damagedClassFilesEndTheSearchThere() throws IOException {
        Path classes = sources.compile(17, "App", "public class App { String text = \"a\" + System.nanoTime(); }");
        byte[] whole = Files.readAllBytes(classes.resolve("App.class"));
        for (int length = 0; length < whole.length; length++) {
            Files.write(classes.resolve("App.class"), Arrays.copyOf(whole, length));
            assertThat(reached(classes)).startsWith("App");
        }
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0xFF;
            Files.write(classes.resolve("App.class"), damaged);
            assertThat(reached(classes)).startsWith("App");
        }
    }

    private static List<String> reached(Path classPath) {
        return ReachableClasses.of(
                new InspectedProgram(new Program.MainClass("App"), List.of(classPath), List.of()), 25);
    }
}
