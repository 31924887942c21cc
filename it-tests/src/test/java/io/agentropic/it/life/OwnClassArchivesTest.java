package io.agentropic.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.agents.BornAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Product;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.AotPolicy;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.ProgramSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Agents that want it map the classes of their own class path from an archive. */
@Tag("host")
class OwnClassArchivesTest {

    /** That of a whole class path has two digests in its name, that of the worker's classes one. */
    private static final Pattern OWN_ARCHIVE = Pattern.compile("/\\S*/[0-9a-f]{32}-[0-9a-f]{32}\\.aot");

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void aLaterLifeMapsTheClassesOfItsJarAndNoneOfItsCodeRanBeforeItDid() throws Exception {
        Path jar = Files.copy(Product.agentsJar(), run.scratch().resolve("own.jar"));
        makeRoom(jar);
        Set<String> lives = new TreeSet<>();
        @Nullable Path mapped = null;
        long deadline = System.nanoTime() + Eventually.GENEROUS.toNanos();
        try {
            for (int life = 0; mapped == null && System.nanoTime() < deadline; life++) {
                AgentHandle handle = run.started(born(jar, Programs.small()).name("agent-" + life));
                String pid = String.valueOf(handle.status().pid());
                lives.add("born-" + pid);
                mapped = ownArchive(pid);
                handle.kill();
            }
            assertThat(mapped).isNotNull();
            assertThat(births(jar)).isEqualTo(lives);
        } finally {
            if (mapped != null) {
                Files.delete(mapped);
            }
        }
    }

    @Test
    void onAnOlderJvmItStartsWithout() throws Exception {
        Path home = Product.javaHome(17).orElse(null);
        Assumptions.assumeTrue(home != null, "no JDK 17 in /usr/lib/jvm");
        Path jar = Files.copy(Product.agentsJar(), run.scratch().resolve("own.jar"));
        makeRoom(jar);

        AgentHandle handle = run.started(born(jar, new JvmConfig(home, List.of(), DataSize.mebibytes(24))));

        assertThat(ownArchive(String.valueOf(handle.status().pid()))).isNull();
        assertThat(births(jar)).hasSize(1);
        handle.kill();
    }

    private static AgentSpec.Builder born(Path jar, JvmConfig jvm) {
        return AgentSpec.of("born", new ProgramSource.AgentClass(BornAgent.class.getName(), List.of(jar)))
                .jvm(jvm.withAot(AotPolicy.AUTO));
    }

    /** The archive that the process maps, if it is one of a whole class path. */
    private static @Nullable Path ownArchive(String pid) throws IOException {
        Matcher archive =
                OWN_ARCHIVE.matcher(Files.readString(Path.of("/proc", pid, "maps"), StandardCharsets.ISO_8859_1));
        return archive.find() ? Path.of(archive.group()) : null;
    }

    private static Set<String> births(Path jar) throws IOException {
        try (Stream<Path> files = Files.list(jar.resolveSibling(""))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("born-"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Agents may be other users than this one. */
    private static void makeRoom(Path jar) throws IOException {
        Files.setPosixFilePermissions(jar.resolveSibling(""), PosixFilePermissions.fromString("rwxrwxrwx"));
    }
}
