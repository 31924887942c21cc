package io.agentropic.it.compat;

import static io.agentropic.it.compat.Workload.require;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Files, in every way that the JDK has. */
final class FileWorkloads {

    static final List<Workload> ALL = List.of(
            new Workload("mapped-file", FileWorkloads::mapped),
            new Workload("watch-service", FileWorkloads::watched),
            new Workload("file-attributes", FileWorkloads::attributes),
            new Workload("file-tree", FileWorkloads::tree),
            new Workload("file-lock", FileWorkloads::locked),
            new Workload("asynchronous-file", FileWorkloads::asynchronous),
            new Workload("zip-file", FileWorkloads::zip));

    private static final int MEBIBYTE = 1 << 20;

    private FileWorkloads() {}

    private static void mapped(Path directory) throws IOException {
        Path file = directory.resolve("mapped");
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var map = channel.map(FileChannel.MapMode.READ_WRITE, 0, MEBIBYTE);
            map.put(MEBIBYTE - 1, (byte) 7);
            map.force();
        }
        require(Files.readAllBytes(file)[MEBIBYTE - 1] == 7, "what was mapped is not in the file");
    }

    private static void watched(Path directory) throws IOException, InterruptedException {
        try (WatchService service = FileSystems.getDefault().newWatchService()) {
            directory.register(service, StandardWatchEventKinds.ENTRY_CREATE);
            Files.createFile(directory.resolve("seen"));
            WatchKey key = service.poll(60, TimeUnit.SECONDS);
            require(key != null && !key.pollEvents().isEmpty(), "nothing was seen");
        }
    }

    private static void attributes(Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        FileTime early = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, early);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        require(Files.getLastModifiedTime(file).equals(early), "the time was not set");
        require(Files.getPosixFilePermissions(file).size() == 3, "the permissions were not set");
        Files.copy(file, directory.resolve("copy"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void tree(Path directory) throws IOException {
        Path deep = Files.createDirectories(directory.resolve("a/b/c"));
        Files.writeString(deep.resolve("text"), "text");
        Files.createSymbolicLink(directory.resolve("link"), deep);
        Files.createLink(directory.resolve("hard"), deep.resolve("text"));
        Files.move(deep.resolve("text"), deep.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);
        try (Stream<Path> files = Files.walk(directory)) {
            require(files.count() == 7, "the tree is not what was made");
        }
        require(Files.readString(directory.resolve("link/moved")).equals("text"), "the link leads elsewhere");
        Files.delete(directory.resolve("hard"));
    }

    private static void locked(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            require(lock.isValid(), "no lock");
            channel.write(ByteBuffer.wrap(new byte[10]));
            channel.truncate(5);
            channel.force(true);
        }
    }

    private static void asynchronous(Path directory) throws Exception {
        try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(
                directory.resolve("file"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            require(channel.write(ByteBuffer.wrap(new byte[100]), 0).get() == 100, "not all was written");
            require(channel.read(ByteBuffer.allocate(100), 0).get() == 100, "not all was read");
        }
    }

    private static void zip(Path directory) throws IOException {
        Path archive = directory.resolve("archive.zip");
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Files.writeString(zip.getPath("entry"), "text");
        }
        try (FileSystem zip = FileSystems.newFileSystem(archive)) {
            require(Files.readString(zip.getPath("entry")).equals("text"), "the archive has something else");
        }
    }
}
