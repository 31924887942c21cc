package io.agentropic.it.compat;

import static io.agentropic.it.compat.Workload.require;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.tools.ToolProvider;
import jdk.jfr.Recording;

/** Services of the JVM: threads, memory, recording, management, native calls, other programs. */
final class JvmWorkloads {

    static final List<Workload> ALL = List.of(
            new Workload("virtual-threads", JvmWorkloads::virtualThreads),
            new Workload("garbage", JvmWorkloads::garbage),
            new Workload("flight-recorder", JvmWorkloads::recorded),
            new Workload("thread-dump", JvmWorkloads::threadDump),
            new Workload("heap-dump", JvmWorkloads::heapDump),
            new Workload("management", JvmWorkloads::management),
            new Workload("native-call", JvmWorkloads::nativeCall),
            new Workload("cryptography", JvmWorkloads::cryptography),
            new Workload("time-zones", JvmWorkloads::timeZones),
            new Workload("compiler", JvmWorkloads::compile),
            new Workload("subprocess", JvmWorkloads::subprocess));

    private static final int THREADS = 1_000;
    private static final int GARBAGE_MEBIBYTES = 256;

    private JvmWorkloads() {}

    private static void virtualThreads(Path directory) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                futures.add(executor.submit(() -> {
                    Thread.sleep(5);
                    return 1;
                }));
            }
            int sum = 0;
            for (Future<Integer> future : futures) {
                sum += future.get();
            }
            require(sum == THREADS, "only " + sum + " threads ran");
        }
    }

    private static void garbage(Path directory) {
        long sum = 0;
        for (int i = 0; i < GARBAGE_MEBIBYTES; i++) {
            byte[] bytes = new byte[1 << 20];
            bytes[i] = 1;
            sum += Arrays.hashCode(bytes) == 0 ? 0 : 1;
        }
        System.gc();
        require(sum > 0, "nothing was made");
    }

    private static void recorded(Path directory) throws IOException {
        Path file = directory.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample");
            recording.enable("jdk.GarbageCollection");
            recording.start();
            garbage(directory);
            recording.stop();
            recording.dump(file);
        }
        require(Files.size(file) > 0, "the recording is empty");
    }

    private static void threadDump(Path directory) throws IOException {
        var dump = ManagementFactory.getThreadMXBean().dumpAllThreads(true, true);
        require(dump.length > 0, "no threads");
        Path file = directory.resolve("threads.json");
        diagnostics().dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
        require(Files.readString(file).contains("main"), "the main thread is missing");
    }

    private static void heapDump(Path directory) throws IOException {
        Path file = directory.resolve("heap.hprof");
        diagnostics().dumpHeap(file.toString(), true);
        require(Files.size(file) > 0, "the heap is empty");
        Files.delete(file);
    }

    private static HotSpotDiagnosticMXBean diagnostics() {
        return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    }

    private static void management(Path directory) throws Exception {
        for (Class<? extends PlatformManagedObject> type : ManagementFactory.getPlatformManagementInterfaces()) {
            for (PlatformManagedObject bean : ManagementFactory.getPlatformMXBeans(type)) {
                var info = ManagementFactory.getPlatformMBeanServer().getMBeanInfo(bean.getObjectName());
                require(info.getAttributes() != null, "no attributes");
            }
        }
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        require(system.getAvailableProcessors() > 0, "no processors");
        require(system.getTotalMemorySize() > 0, "no memory");
        system.getProcessCpuLoad();
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        require(ProcessHandle.current().pid() > 0, "no pid");
    }

    @SuppressWarnings("restricted")
    private static void nativeCall(Path directory) throws Exception {
        Linker linker = Linker.nativeLinker();
        var getpid = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("getpid"), FunctionDescriptor.of(ValueLayout.JAVA_INT));
        try {
            require((int) getpid.invokeExact() == ProcessHandle.current().pid(), "another pid");
        } catch (Throwable e) {
            throw new IllegalStateException("getpid cannot be called", e);
        }
    }

    private static void cryptography(Path directory) throws Exception {
        KeyGenerator keys = KeyGenerator.getInstance("AES");
        keys.init(256, SecureRandom.getInstanceStrong());
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, keys.generateKey());
        require(cipher.doFinal(new byte[64]).length > 64, "no tag");
    }

    private static void timeZones(Path directory) {
        require(ZoneId.getAvailableZoneIds().size() > 100, "no zones");
        require(ZoneId.systemDefault() != null, "no default");
    }

    private static void compile(Path directory) throws IOException {
        Path source = directory.resolve("Compiled.java");
        Files.writeString(source, "class Compiled { int one() { return 1; } }");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", directory.toString(), source.toString());
        require(result == 0 && Files.exists(directory.resolve("Compiled.class")), "nothing was compiled");
    }

    private static void subprocess(Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        require(process.waitFor() == 0 && said.contains("version"), "java said: " + said);
    }
}
