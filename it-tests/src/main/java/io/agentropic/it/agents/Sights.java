package io.agentropic.it.agents;

import java.util.Map;

/** Programs that tell what the JVM has prepared for them. */
final class Sights {

    static final Map<String, ChildProgram.Behaviour> ALL = Map.of("loader", arguments -> loader());

    private Sights() {}

    /** By whom this program was loaded, where from, and for whom. */
    private static void loader() {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        System.out.println("system " + system.equals(ChildProgram.class.getClassLoader()));
        System.out.println("context " + system.equals(Thread.currentThread().getContextClassLoader()));
        System.out.println("resource " + system.getResource("io/agentropic/it/agents/ChildProgram.class"));
        System.out.println("path " + System.getProperty("java.class.path"));
        System.out.println("agent " + System.getProperty("agentropic.agent"));
    }
}
