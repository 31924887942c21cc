package io.agentropic.exit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Texts as HotSpot writes them on SIGQUIT. */
final class ThreadDumpTest {

    private static final String WRITTEN = """
            a line of the agent's own
            2026-01-01 00:00:00
            Full thread dump OpenJDK 64-Bit Server VM (25+36-LTS mixed mode, sharing):

            "main" #3 [12] prio=5 os_prio=0 cpu=1.0ms elapsed=9.9s tid=0x1 nid=12 waiting for monitor entry  [0x2]
               java.lang.Thread.State: BLOCKED (on object monitor)
            \tat io.example.Store.put(Store.java:42)
            \t- waiting to lock <0x3> (a java.lang.Object)
            \tat io.example.Main.main(Main.java:7)

            "other" #21 [13] prio=5
               java.lang.Thread.State: RUNNABLE
            \tat io.example.Other.run(Other.java:1)

            JNI global refs: 15, weak refs: 0

            Found one Java-level deadlock:
            =============================
            """;

    @Test
    void theDumpBeginsAtItsTitle() {
        assertThat(ThreadDump.in(WRITTEN).lines()).first().asString().startsWith("Full thread dump");
    }

    @Test
    void theMainThreadIsFound() {
        assertThat(ThreadDump.in(WRITTEN).mainThread())
                .hasValue("BLOCKED (on object monitor) at io.example.Store.put(Store.java:42)");
    }

    @Test
    void framesOfTheJdkSayLessThanTheAgentsOwn() {
        String parked = """
                Full thread dump x
                "main" #3
                   java.lang.Thread.State: WAITING (parking)
                \tat jdk.internal.misc.Unsafe.park(java.base@25.0.3/Native Method)
                \tat java.util.concurrent.locks.LockSupport.park(java.base@25.0.3/LockSupport.java:221)
                \tat io.example.Main.main(Main.java:7)
                """;

        assertThat(ThreadDump.in(parked).mainThread())
                .hasValue("WAITING (parking) at io.example.Main.main(Main.java:7)");
        assertThat(ThreadDump.in(parked.replace("\tat io.example.Main.main(Main.java:7)\n", ""))
                        .mainThread())
                .hasValue("WAITING (parking) at jdk.internal.misc.Unsafe.park(java.base@25.0.3/Native Method)");
    }

    @Test
    void aDeadlockIsSeen() {
        assertThat(ThreadDump.in(WRITTEN).deadlocked()).isTrue();
        assertThat(ThreadDump.in(WRITTEN.replace("Found one", "No")).deadlocked())
                .isFalse();
    }

    @Test
    void aDumpIsWholeWhenAllThreadsAreInIt() {
        assertThat(ThreadDump.isWhole(WRITTEN)).isTrue();
        assertThat(ThreadDump.isWhole(WRITTEN.substring(0, WRITTEN.indexOf("JNI"))))
                .isFalse();
        assertThat(ThreadDump.isWhole("JNI global refs: 1\nFull thread dump ")).isFalse();
    }

    @Test
    void textWithoutADumpHasNone() {
        ThreadDump none = ThreadDump.in("only the agent's own words");

        assertThat(none.lines()).isEmpty();
        assertThat(none.mainThread()).isEmpty();
    }

    @Test
    void aDumpIsBounded() {
        ThreadDump dump = ThreadDump.in("Full thread dump x\n" + ("y".repeat(1_000) + "\n").repeat(5_000));

        assertThat(dump.lines()).hasSize(ThreadDump.MAX_LINES).allMatch(line -> line.length() <= 300);
    }
}
