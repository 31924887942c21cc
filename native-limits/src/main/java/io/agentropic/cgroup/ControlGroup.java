package io.agentropic.cgroup;

import io.agentropic.process.Polling;
import io.agentropic.syscall.FileSystemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One control group: a directory, its control files, its children. Every error names the call and its arguments. */
record ControlGroup(Path directory) {

    private static final String USAGE = "usage_usec ";
    private static final Duration REMOVAL_TIMEOUT = Duration.ofSeconds(2);

    ControlGroup child(String name) {
        return new ControlGroup(directory.resolve(name));
    }

    boolean exists() {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
    }

    boolean has(String file) {
        return Files.exists(directory.resolve(file), LinkOption.NOFOLLOW_LINKS);
    }

    boolean writable(String file) {
        return Files.isWritable(directory.resolve(file));
    }

    /** Makes the directory. */
    void create() {
        try {
            Files.createDirectory(directory);
        } catch (IOException e) {
            throw failed("mkdir(" + directory + ")", e);
        }
        requireCgroupFileSystem();
    }

    /** Removes the directory, which must have neither processes nor children. */
    void removeEmpty() {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw failed("rmdir(" + directory + ")", e);
        }
    }

    /** Removes the directory and every group below it; retries while the kernel still settles ended processes. */
    void removeTree() {
        if (!Polling.awaitFactUninterrupted(this::removedBottomUp, REMOVAL_TIMEOUT)) {
            throw new CgroupException("rmdir(" + directory + "): Device or resource busy; processes inside: "
                    + allProcesses() + ", groups inside: " + children());
        }
    }

    String read(String file) {
        return readIfPresent(file)
                .orElseThrow(() -> new CgroupException("read(" + directory.resolve(file) + "): no such file"));
    }

    /** The content of {@code file}; empty when this kernel or group does not have it. */
    Optional<String> readIfPresent(String file) {
        Path path = directory.resolve(file);
        try {
            return Optional.of(Files.readString(path, StandardCharsets.US_ASCII).strip());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            if (!exists()) {
                return Optional.empty();
            }
            throw failed("read(" + path + ")", e);
        }
    }

    FlatKeyed readKeyed(String file) {
        return readIfPresent(file).map(FlatKeyed::parse).orElse(FlatKeyed.EMPTY);
    }

    /** What the processes in it and below it have used; empty when it is gone. */
    Optional<Duration> cpuTime() {
        return readIfPresent("cpu.stat")
                .flatMap(text ->
                        text.lines().filter(line -> line.startsWith(USAGE)).findFirst())
                .map(line -> Duration.ofNanos(Long.parseLong(line.substring(USAGE.length())) * 1_000));
    }

    void write(String file, String value) {
        Path path = directory.resolve(file);
        try {
            Files.writeString(path, value, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed("write(" + path + ", " + value + ")", e);
        }
    }

    /** The processes directly in this group. */
    List<Long> processes() {
        return read("cgroup.procs").lines().map(Long::valueOf).toList();
    }

    /** The processes in this group and in every group below it. */
    List<Long> allProcesses() {
        var all = new ArrayList<Long>();
        for (ControlGroup group : withDescendants()) {
            group.readIfPresent("cgroup.procs")
                    .ifPresent(text -> text.lines().map(Long::valueOf).forEach(all::add));
        }
        return all;
    }

    /** The groups directly below this one. */
    List<ControlGroup> children() {
        try (var entries = Files.newDirectoryStream(directory, ControlGroup::isDirectory)) {
            var children = new ArrayList<ControlGroup>();
            entries.forEach(entry -> children.add(new ControlGroup(entry)));
            return children;
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return List.of();
        } catch (IOException e) {
            throw failed("readdir(" + directory + ")", e);
        }
    }

    /** It and the groups below it, outer ones first. */
    List<ControlGroup> withDescendants() {
        var all = new ArrayList<>(List.of(this));
        for (int i = 0; i < all.size(); i++) {
            all.addAll(all.get(i).children());
        }
        return all;
    }

    /** A name could have been replaced by a link or another mount; what is not a control group is never written to. */
    private void requireCgroupFileSystem() {
        if (FileSystemType.of(directory) != FileSystemType.CGROUP2) {
            throw new CgroupException(directory + " is not in a cgroup2 file system");
        }
    }

    /** Children first, links never followed; whether nothing is left. Most groups have none, and are not searched for them. */
    private boolean removedBottomUp() {
        if (removedAlone()) {
            return true;
        }
        try {
            for (ControlGroup group : withDescendants().reversed()) {
                Files.deleteIfExists(group.directory);
            }
            return true;
        } catch (IOException stillBusy) {
            return false;
        }
    }

    private boolean removedAlone() {
        try {
            Files.deleteIfExists(directory);
            return true;
        } catch (IOException busyOrWithGroupsBelow) {
            return false;
        }
    }

    private static boolean isDirectory(Path entry) {
        return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
    }

    private static CgroupException failed(String call, IOException e) {
        return new CgroupException(call + ": " + reason(e), e);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "Permission denied";
            case FileAlreadyExistsException _ -> "File exists";
            case NoSuchFileException _ -> "No such file or directory";
            case FileSystemException detailed when detailed.getReason() != null -> detailed.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
