package io.agentropic.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the supervisor in this JVM holds at one moment: children, control groups, threads, descriptors.
 *
 * @param children pids of all descendants, but those of workers that wait: they come and go with the pool
 * @param groups control groups made below the tests' own, likewise
 * @param threads names of platform threads, those of the JDK itself aside
 * @param descriptors how many of each kind, files of the class path aside
 */
public record Footprint(Set<Long> children, Set<Path> groups, Set<String> threads, TreeMap<String, Long> descriptors) {

    /** Threads and descriptors that the JDK makes once, on first use, and keeps. */
    private static final Pattern JDK_THREADS = Pattern.compile(
            "(process reaper|ForkJoinPool|.*-Poller|VirtualThread-|Common-Cleaner|JNA Cleaner|Attach Listener|Signal Dispatcher"
                    + "|CompletableFutureDelay|Finalizer|Reference Handler|Notification Thread|junit|main|surefire|SIG"
                    + "|globalEventExecutor|pool-\\d+-thread|FileSystemWatch).*");

    /** In the name under which a worker waits. */
    private static final String WAITING = "pool..warm";

    /** This JVM at this moment, with the groups that belong to the run directory. */
    public static Footprint now(Path runDirectory) {
        Set<Path> groups = Lane.groupsOf(runDirectory).stream()
                .filter(group -> !group.toString().contains(WAITING))
                .collect(Collectors.toSet());
        return new Footprint(descendants(), groups, ownThreads(), openDescriptors());
    }

    /** What is there now and was not there {@code before}, in words; empty when there is nothing. */
    public List<String> beyond(Footprint before) {
        List<String> more = new ArrayList<>();
        Set<Long> newChildren = new TreeSet<>(children);
        newChildren.removeAll(before.children);
        newChildren.forEach(pid -> more.add("child " + pid + " " + commandOf(pid)));
        Set<Path> newGroups = new TreeSet<>(groups);
        newGroups.removeAll(before.groups);
        newGroups.forEach(group -> more.add("control group " + group));
        Set<String> newThreads = new TreeSet<>(threads);
        newThreads.removeAll(before.threads);
        newThreads.forEach(thread -> more.add("thread " + thread));
        descriptors.forEach((kind, count) -> {
            long had = before.descriptors.getOrDefault(kind, 0L);
            if (count > had) {
                more.add(count + " descriptors of kind " + kind + ", there were " + had);
            }
        });
        return more;
    }

    private static Set<Long> descendants() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> !child.info().commandLine().orElse("").contains(WAITING))
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    private static Set<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !JDK_THREADS.matcher(name).matches())
                .collect(Collectors.toSet());
    }

    /** Event descriptors belong to the JDK's own pollers as well; they are counted by kind, never by number. */
    private static TreeMap<String, Long> openDescriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.map(Footprint::kindOf)
                    .filter(kind -> !kind.isEmpty())
                    .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list /proc/self/fd", e);
        }
    }

    private static String kindOf(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            if (target.startsWith("socket:")) {
                return "socket";
            }
            if (target.startsWith("pipe:")) {
                return "pipe";
            }
            if (target.startsWith("anon_inode:")) {
                return target;
            }
            return target.contains("/run/") && !target.endsWith(".jar") ? target : "";
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static String commandOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().commandLine())
                .orElse("(gone)");
    }
}
