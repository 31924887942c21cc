package io.agentropic.worker;

/** Loads a class of the agent's, by the system class loader, without initializing it: as {@code java} itself does. */
final class LoadedClass {

    private LoadedClass() {}

    static Class<?> named(String className) throws NotLoadableException {
        try {
            return Class.forName(className, false, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new NotLoadableException(
                    "class " + className + " is not on the class path " + System.getProperty("java.class.path"));
        } catch (LinkageError broken) {
            throw new NotLoadableException("class " + className + " cannot be loaded: " + broken);
        }
    }
}
