package io.agentropic.config;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** An executable jar for files under test to name. */
final class SampleJar {

    private SampleJar() {}

    /** A main class that lies on the tests' own class path. */
    public static final class App {
        private App() {}

        /** Does nothing. */
        public static void main(String[] args) {}
    }

    static void writeTo(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, App.class.getName());
        String entry = App.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                var jar = new JarOutputStream(out, manifest);
                var classFile = App.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write(Objects.requireNonNull(classFile).readAllBytes());
        }
    }
}
