package dev.creance.runtime.realtime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.constant.ClassDesc;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * Does before the first tick what the JVM does late, once for each class, on the thread that comes first; in a tick it would
 * allocate there:
 *
 * <ul>
 *   <li>A class is loaded and initialised at its first use, which may be the reaction to a fault hours into a flight.
 *   <li>A class's loader is asked for each other class that it names, at the first use; even a loaded one costs bytes then.
 *   <li>The thread that asks the optimising compiler for the first method of a class makes objects of all string constants of
 *       that class (HotSpot, {@code CompileBroker::compile_method}): of the messages of exceptions that nobody ever throws, too.
 *       A string that is interned already is found instead.
 * </ul>
 *
 * The classes are those that can be reached from a root by the names in their class files. Each is prepared once, for as long as
 * this object is kept. Off the hot path; one thread.
 *
 * <pre>{@code
 * new ClassPreparation(List.of("dev.creance"), Set.of("java.lang", "org.HdrHistogram")).prepare(ControlLoop.class);
 * }</pre>
 */
public final class ClassPreparation {
    private final List<String> ours;
    private final Set<String> libraries;
    private final Queue<String> pending = new ArrayDeque<>();
    private final Set<String> met = new HashSet<>();

    // The JVM holds interned strings weakly: who wants to find them again has to keep them.
    private final Set<String> strings = new HashSet<>();

    /**
     * @param ours packages, with those below them, whose classes are loaded and initialised
     * @param libraries further packages, without those below, whose classes are loaded; what initialises them is their use
     */
    public ClassPreparation(List<String> ours, Set<String> libraries) {
        this.ours = List.copyOf(ours);
        this.libraries = Set.copyOf(libraries);
    }

    /** Prepares this class and what can be reached from it, and was not before. */
    public void prepare(Class<?> root) {
        meet(root.getName());
        while (!pending.isEmpty()) {
            prepare(pending.remove(), root.getClassLoader());
        }
    }

    private void meet(String name) {
        String ofPackage = packageOf(name);
        boolean followed = libraries.contains(ofPackage) || isOurs(ofPackage);
        if (followed && met.add(name)) {
            pending.add(name);
        }
    }

    private boolean isOurs(String ofPackage) {
        return ours.stream().anyMatch(each -> ofPackage.equals(each) || ofPackage.startsWith(each + "."));
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private void prepare(String name, ClassLoader loader) {
        Class<?> type = load(name, isOurs(packageOf(name)), loader);
        if (type == null) {
            return;
        }
        Set<String> named = new HashSet<>();
        try (InputStream file = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                return; // made at run time
            }
            ClassModel model = ClassFile.of().parse(file.readAllBytes());
            internStrings(model);
            addNames(model, named);
        } catch (IOException | IllegalArgumentException unreadable) {
            return; // it runs all the same, and may cost its bytes later
        }
        for (String each : named) {
            meet(each);
            // Java's own classes are found by the JVM itself, without bytes.
            if (type.getClassLoader() != null) {
                load(each, false, type.getClassLoader());
            }
        }
    }

    /** Null where it is not there: a dependency that is left out, and that nobody calls. */
    private static Class<?> load(String name, boolean initialise, ClassLoader loader) {
        try {
            return Class.forName(name, initialise, loader);
        } catch (ClassNotFoundException | LinkageError absent) {
            return null;
        }
    }

    private void internStrings(ClassModel model) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof StringEntry constant) {
                strings.add(constant.stringValue().intern());
            }
        }
    }

    // The optimising compiler also loads what the signature of a method names.
    private static void addNames(ClassModel model, Set<String> namesOut) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry type) {
                addName(type.asSymbol(), namesOut);
            }
        }
        for (MethodModel method : model.methods()) {
            addName(method.methodTypeSymbol().returnType(), namesOut);
            method.methodTypeSymbol().parameterList().forEach(type -> addName(type, namesOut));
        }
    }

    private static void addName(ClassDesc type, Set<String> namesOut) {
        ClassDesc element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        if (!element.isPrimitive()) {
            String descriptor = element.descriptorString();
            namesOut.add(descriptor.substring(1, descriptor.length() - 1).replace('/', '.'));
        }
    }
}
