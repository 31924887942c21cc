package io.agentropic.it.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.support.Cli;
import io.agentropic.it.support.Cli.CliResult;
import io.agentropic.it.support.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A level whose tool is missing or broken is refused with what to do; a lower level never takes its place. */
@Tag("host")
class MissingToolsTest {

    private static final String SYSTEM = "/usr/bin:/bin";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"process", "container"})
    void withoutTheToolNothingIsStarted(String level) throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        CliResult result = run(level, empty.toString());

        assertThat(result.code()).isNotZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("isolation '" + level + "' cannot promise", "is not on the search path", "apt-get install");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 1",
                "printf '\\377\\0 garbage'",
                "[ \"$1\" = --version ] && echo bubblewrap 0.8.0 && exit; echo 'bwrap: No permissions to create new namespace' >&2; exit 1",
                "[ \"$1\" = --version ] && echo bubblewrap 0.8.0 && exit; while [ \"$1\" != -- ]; do shift; done; shift; exec \"$@\""
            })
    void aBrokenBubblewrapIsRefused(String script) throws Exception {
        CliResult result = run("process", tool("bwrap", script) + ":" + SYSTEM);

        assertThat(result.code()).isNotZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("isolation 'process' cannot promise", "bubblewrap");
    }

    @Test
    void brokenContainerRuntimesAreRefused() throws Exception {
        tool("crun", "echo 'crun version 1.8.1'; [ \"$1\" = --version ] || exit 1");
        String path = tool("runc", "exit 1") + ":" + SYSTEM;

        CliResult result = run("container", path);

        assertThat(result.code()).isNotZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("isolation 'container' cannot promise", "crun", "runc");
    }

    private CliResult run(String level, String path) throws IOException, InterruptedException {
        Path base = Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Cli cli = Cli.in(base).withPath(path);
        return cli.run(cli.here(
                "run", "--isolation", level, Product.agentsJar().toString(), "--", "print", "started all the same"));
    }

    /** Answers the directory that it is in. */
    private String tool(String name, String script) throws IOException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return tools.toString();
    }
}
