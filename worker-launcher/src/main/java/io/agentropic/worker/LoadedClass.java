package io.agentropic.worker;

/** Loads a class of the agent's without initializing it: as {@code java} itself does. */
public final class LoadedClass {

    private LoadedClass() {}

    /** By the system class loader. */
    static Class<?> named(String className) throws NotLoadableException {
        return named(
                className, ClassLoader.getSystemClassLoader(), String.valueOf(System.getProperty("java.class.path")));
    }

    /** By a class loader whose class path is written like this. */
    public static Class<?> named(String className, ClassLoader loader, String classPath) throws NotLoadableException {
        try {
            return Class.forName(className, false, loader);
        } catch (ClassNotFoundException missing) {
            throw new NotLoadableException("class " + className + " is not on the class path " + classPath);
        } catch (LinkageError broken) {
            throw new NotLoadableException("class " + className + " cannot be loaded: " + broken);
        }
    }
}
