package io.agentropic.program;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles small classes and packs them. */
final class Sources {

    private final Path directory;

    Sources(Path directory) {
        this.directory = directory;
    }

    /** Compiles one source file and returns the directory of class files. */
    Path compile(int release, String name, String source) throws IOException {
        Path file = Files.writeString(
                Files.createDirectories(directory.resolve("source")).resolve(name + ".java"), source);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "--release",
                Integer.toString(release),
                "-d",
                classes.toString(),
                "-cp",
                classes + ":" + System.getProperty("java.class.path"),
                file.toString());
        if (compiler.run(null, OutputStream.nullOutputStream(), System.err, options.toArray(String[]::new)) != 0) {
            throw new IllegalArgumentException("does not compile: " + source);
        }
        return classes;
    }

    /** Packs a directory of class files with these manifest attributes. */
    Path jar(String name, Path classes, Map<String, String> attributes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach((key, value) -> manifest.getMainAttributes().putValue(key, value));
        Path jar = directory.resolve(name);
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Path file : files(classes)) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    private static List<Path> files(Path classes) throws IOException {
        try (Stream<Path> walk = Files.walk(classes)) {
            return new ArrayList<>(walk.filter(Files::isRegularFile).toList());
        }
    }
}
