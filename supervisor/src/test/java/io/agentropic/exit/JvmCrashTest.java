package io.agentropic.exit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Texts as HotSpot writes them. */
final class JvmCrashTest {

    @Test
    void aCrashInNativeCodeNamesSignalFrameAndThread() {
        JvmCrash crash = JvmCrash.parse("""
                #
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  SIGSEGV (0xb) at pc=0x00007f0f5c7e1b2d, pid=4711, tid=4712
                #
                # JRE version: OpenJDK Runtime Environment Temurin-25+36 (25.0+36) (build 25+36-LTS)
                # Problematic frame:
                # C  [libfoo.so+0x1b2d]  Java_Foo_bar+0x1d
                #
                # Core dump will be written. Default location: /tmp/core

                ---------------  T H R E A D  ---------------

                Current thread (0x00007f0f54028c40):  JavaThread "worker-3"        [_thread_in_native, id=4712, stack(0x1,0x2)]
                """);

        assertThat(crash.error()).isEqualTo("SIGSEGV (0xb) at pc=0x00007f0f5c7e1b2d");
        assertThat(crash.frame()).isEqualTo("C [libfoo.so+0x1b2d] Java_Foo_bar+0x1d");
        assertThat(crash.thread()).isEqualTo("JavaThread \"worker-3\"");
    }

    @Test
    void anInternalErrorIsNamed() {
        JvmCrash crash = JvmCrash.parse("""
                #  Internal Error (g1CollectedHeap.cpp:1234), pid=1, tid=2
                #  assert(false) failed
                """);

        assertThat(crash.error()).isEqualTo("Internal Error (g1CollectedHeap.cpp:1234)");
        assertThat(crash.frame()).isEmpty();
        assertThat(crash.thread()).isEmpty();
    }

    @Test
    void aLackOfNativeMemoryIsNamed() {
        assertThat(JvmCrash.parse("""
                # There is insufficient memory for the Java Runtime Environment to continue.
                # Native memory allocation (mmap) failed to map 16777216 bytes. Error detail: committing reserved memory.
                """).error())
                .startsWith("Native memory allocation (mmap) failed to map 16777216 bytes");
    }

    @Test
    void textOfAnotherKindSaysNothing() {
        assertThat(JvmCrash.parse("")).isEqualTo(new JvmCrash("", "", ""));
        assertThat(JvmCrash.parse("#".repeat(100_000) + "\n# Problematic frame:"))
                .isEqualTo(new JvmCrash("", "", ""));
    }

    @Test
    void whatIsKeptIsBounded() {
        assertThat(JvmCrash.parse("#  SIGSEGV " + "x".repeat(10_000)).error()).hasSize(300);
    }
}
