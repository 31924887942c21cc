package io.agentropic.worker.shared;

import io.agentropic.agent.Agent;
import io.agentropic.ipc.batch.SharedOrder.Define;
import io.agentropic.worker.AgentClass;
import io.agentropic.worker.LoadedClass;
import io.agentropic.worker.NotLoadableException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program that agents are of. Any thread may use it. */
final class SharedProgram {

    private final Define definition;
    /** Of the classes that agents have in common; {@code null} when each has its own. */
    private final @Nullable ClassLoader common;

    private volatile @Nullable Constructor<? extends Agent> constructor;

    /** With {@code common} for the classes of all agents, where they have them in common. */
    SharedProgram(Define definition, @Nullable ClassLoader common) {
        this.definition = definition;
        this.common = common;
    }

    /** A class loader of jars and directories; what it does not have to itself comes from the shared JVM's own. */
    static URLClassLoader loader(List<String> classPath) {
        URL[] urls = classPath.stream().map(SharedProgram::url).toArray(URL[]::new);
        return new URLClassLoader("agent", urls, SharedProgram.class.getClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The class loader of one more agent, to be given back to {@link #release}. */
    ClassLoader takeLoader() {
        return common != null ? common : loader(definition.classPath());
    }

    /** One more agent, its class loaded by its class loader. */
    Agent instantiate(ClassLoader loader) throws Throwable {
        Constructor<? extends Agent> known = constructor;
        if (known != null) {
            return AgentClass.make(known);
        }
        Constructor<? extends Agent> found = find(loader);
        if (common != null) {
            constructor = found;
        }
        return AgentClass.make(found);
    }

    private Constructor<? extends Agent> find(ClassLoader loader) throws NotLoadableException {
        return AgentClass.constructor(LoadedClass.named(
                definition.className(), loader, String.join(File.pathSeparator, definition.classPath())));
    }

    /** No thread runs code of this loader any more. */
    void release(ClassLoader loader) {
        try {
            if (common == null && loader instanceof URLClassLoader own) {
                own.close();
            }
        } catch (IOException unclosed) {
            // Its jars stay open until it is collected.
        }
    }
}
