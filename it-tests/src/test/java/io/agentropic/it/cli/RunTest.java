package io.agentropic.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.support.Cli;
import io.agentropic.it.support.Cli.CliResult;
import io.agentropic.it.support.Product;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One agent in the foreground, as {@code docker run} does it. */
@Tag("host")
class RunTest {

    @TempDir
    Path directory;

    @Test
    void theAgentsOutputIsPassedThroughAndItsCodeIsTheCommands() throws Exception {
        CliResult result = run("--", "print", "hello", "then", "error", "careful", "then", "exit", "3");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).isEqualTo("hello\n");
        assertThat(result.err()).contains("careful").doesNotContain("\tat ");
    }

    @Test
    void aProgramThatEndsWellEndsWithZero() throws Exception {
        CliResult result = run("--open-files", "100", "--", "print", "fine");

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("fine\n");
    }

    @Test
    void aSignalIsToldByItsNumber() throws Exception {
        CliResult result = run("--", "signal-self", "KILL");

        assertThat(result.code()).isEqualTo(137);
    }

    @Test
    void itRunsUnderJava17AsWell() throws Exception {
        Path home = Product.javaHome(17).orElse(null);
        Assumptions.assumeTrue(home != null, "no JDK 17 in /usr/lib/jvm");
        Cli cli = Cli.in(directory).with(home);
        CliResult result = cli.run(cli.here("run", Product.agentsJar().toString(), "--", "print", "hello"));

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("hello\n");
    }

    @Test
    void aJarThatIsMissingIsSaidInOneLine() throws Exception {
        Cli cli = Cli.in(directory);
        CliResult result = cli.run(cli.here("run", "/no/such.jar"));

        assertThat(result.code()).isIn(2, 6);
        assertThat(result.err()).contains("/no/such.jar").doesNotContain("\tat ");
    }

    private CliResult run(String... arguments) throws Exception {
        Cli cli = Cli.in(directory);
        String[] all = new String[arguments.length + 1];
        all[0] = Product.agentsJar().toString();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return cli.run(cli.here("run", all));
    }
}
