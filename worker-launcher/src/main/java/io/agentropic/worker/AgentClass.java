package io.agentropic.worker;

import io.agentropic.agent.Agent;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/** Makes an agent from the name of its class. */
final class AgentClass {

    private AgentClass() {}

    /**
     * A new instance.
     *
     * @throws NotLoadableException when the class is no agent that can be made
     * @throws Throwable what its constructor threw
     */
    static Agent instantiate(String className) throws Throwable {
        Class<?> type = LoadedClass.named(className);
        if (!Agent.class.isAssignableFrom(type)) {
            throw new NotLoadableException("class " + className + " does not implement " + Agent.class.getName());
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new NotLoadableException("class " + className + " is abstract, so no agent can be made of it");
        }
        try {
            Constructor<?> constructor = type.getConstructor();
            constructor.setAccessible(true);
            return (Agent) constructor.newInstance();
        } catch (NoSuchMethodException missing) {
            throw new NotLoadableException("class " + className + " has no public constructor without parameters");
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        } catch (InstantiationException | IllegalAccessException refused) {
            throw new NotLoadableException("class " + className + " cannot be instantiated: " + refused);
        }
    }
}
