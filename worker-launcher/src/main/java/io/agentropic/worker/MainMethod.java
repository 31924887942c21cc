package io.agentropic.worker;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code main} of an unmodified program, found by the rules of the JVM that runs it: {@code public static void
 * main(String[])}, and from Java 25 on also the ones of JLS 12.1.4: not private, static or on an instance, with or without
 * the parameter.
 */
final class MainMethod {

    private static final int FIRST_WITH_INSTANCE_MAIN = 25;

    private final Method method;

    private MainMethod(Method method) {
        this.method = method;
    }

    static MainMethod of(String className) throws NotLoadableException {
        Class<?> type = LoadedClass.named(className);
        Method method = find(type);
        if (method == null) {
            throw new NotLoadableException("class " + className + " has no method public static void main(String[])");
        }
        return new MainMethod(method);
    }

    /** Runs it on this thread; what it throws is thrown. */
    void run(List<String> args) throws Throwable {
        method.setAccessible(true);
        try {
            Object instance = Modifier.isStatic(method.getModifiers()) ? null : newInstance();
            if (method.getParameterCount() == 0) {
                method.invoke(instance);
            } else {
                method.invoke(instance, (Object) args.toArray(new String[0]));
            }
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    private Object newInstance() throws ReflectiveOperationException {
        Constructor<?> constructor = method.getDeclaringClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private static @Nullable Method find(Class<?> type) throws NotLoadableException {
        try {
            Method classic = type.getMethod("main", String[].class);
            if (Modifier.isStatic(classic.getModifiers()) && classic.getReturnType() == void.class) {
                return classic;
            }
        } catch (NoSuchMethodException none) {
            // Newer JVMs accept other forms.
        } catch (LinkageError broken) {
            throw new NotLoadableException("class " + type.getName() + " cannot be loaded: " + broken);
        }
        return Runtime.version().feature() < FIRST_WITH_INSTANCE_MAIN ? null : findRelaxed(type);
    }

    private static @Nullable Method findRelaxed(Class<?> type) {
        Method withArgs = declared(type, String[].class);
        return withArgs != null ? withArgs : declared(type);
    }

    private static @Nullable Method declared(Class<?> type, Class<?>... parameters) {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            try {
                Method method = owner.getDeclaredMethod("main", parameters);
                if (!Modifier.isPrivate(method.getModifiers()) && method.getReturnType() == void.class) {
                    return method;
                }
            } catch (NoSuchMethodException inherited) {
                // Perhaps the superclass has it.
            }
        }
        return null;
    }
}
