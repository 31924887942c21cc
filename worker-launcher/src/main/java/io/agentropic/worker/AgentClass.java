package io.agentropic.worker;

import io.agentropic.agent.Agent;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/** Makes an agent from the name of its class. */
public final class AgentClass {

    private AgentClass() {}

    /**
     * A new instance.
     *
     * @throws NotLoadableException when the class is no agent that can be made
     * @throws Throwable what its constructor threw
     */
    static Agent instantiate(String className) throws Throwable {
        return make(constructor(LoadedClass.named(className)));
    }

    /**
     * The constructor by which agents of a class are made.
     *
     * @throws NotLoadableException when none can be made
     */
    public static Constructor<? extends Agent> constructor(Class<?> type) throws NotLoadableException {
        String className = type.getName();
        if (!Agent.class.isAssignableFrom(type)) {
            throw new NotLoadableException("class " + className + " does not implement " + Agent.class.getName());
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new NotLoadableException("class " + className + " is abstract, so no agent can be made of it");
        }
        try {
            Constructor<? extends Agent> constructor =
                    type.asSubclass(Agent.class).getConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException missing) {
            throw new NotLoadableException("class " + className + " has no public constructor without parameters");
        }
    }

    /**
     * A new instance.
     *
     * @throws NotLoadableException when the JVM refuses it
     * @throws Throwable what the constructor threw
     */
    public static Agent make(Constructor<? extends Agent> constructor) throws Throwable {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        } catch (InstantiationException | IllegalAccessException refused) {
            throw new NotLoadableException(
                    "class " + constructor.getDeclaringClass().getName() + " cannot be instantiated: " + refused);
        }
    }
}
