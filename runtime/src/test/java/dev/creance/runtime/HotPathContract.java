package dev.creance.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What holds for each way from one package into the hot path: it allocates nothing, the measurement would tell if it allocated
 * one small object in each call or in one call of a thousand, and none is left out.
 *
 * <pre>{@code
 * class HotPathTest extends HotPathContract {
 *     protected Class<?> anyOfTheProduct() { return Pilot.class; }
 *     protected List<EntryPoint> entryPoints() { return List.of(EntryPoint.of("Pilot.decide", () -> pilot.decide(in, out))); }
 * }
 * }</pre>
 */
public abstract class HotPathContract {
    private static final int RARELY = 1000;
    private static final String HOT_PATH = HotPath.class.descriptorString();

    private static volatile Object waste;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private int calls;

    /**
     * One way in.
     *
     * @param methods {@code Class.method}, several where they are called in turn, and in which situation
     * @param runs calls in a window of the measurement
     * @param uncounted goes before each call and may allocate
     */
    public record EntryPoint(String methods, int runs, Runnable uncounted, Runnable call) {
        private static final int RUNS = 5_000;

        public static EntryPoint of(String methods, Runnable call) {
            return of(methods, () -> {}, call);
        }

        public static EntryPoint of(String methods, Runnable uncounted, Runnable call) {
            return new EntryPoint(methods, RUNS, uncounted, call);
        }

        public EntryPoint runs(int fewer) {
            return new EntryPoint(methods, fewer, uncounted, call);
        }

        long bytes() {
            return Allocation.bytesOf(runs, uncounted, call);
        }

        EntryPoint with(Runnable more) {
            return new EntryPoint(methods, runs, uncounted, () -> {
                call.run();
                more.run();
            });
        }
    }

    protected abstract List<EntryPoint> entryPoints() throws Exception;

    /** A class of the product, in the same package. */
    protected abstract Class<?> anyOfTheProduct();

    /** Closes it after the test. */
    protected final <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @TestFactory
    Stream<DynamicTest> nothingIsAllocatedBy() throws Exception {
        return each(point -> assertThat(point.bytes()).isZero());
    }

    @TestFactory
    Stream<DynamicTest> anObjectInEachCallWouldShowIn() throws Exception {
        return each(point ->
                assertThat(point.with(() -> waste = new Object()).bytes()).isGreaterThanOrEqualTo(8L * point.runs()));
    }

    @TestFactory
    Stream<DynamicTest> anObjectInAThousandCallsWouldShowIn() throws Exception {
        return each(point -> assertThat(point.with(this::wasteRarely).bytes()).isPositive());
    }

    @Test
    void noImplementationOfAHotInterfaceIsLeftOut() throws Exception {
        Set<String> measured = entryPoints().stream()
                .flatMap(point -> Stream.of(point.methods().split("[ ,]+")))
                .collect(Collectors.toSet());

        Set<String> required = new TreeSet<>();
        for (Class<?> type : productClasses()) {
            for (Class<?> hot : above(type)) {
                hotMethods(hot)
                        .filter(name -> declares(type, name))
                        .forEach(name -> required.add(type.getSimpleName() + "." + name));
            }
        }

        required.removeAll(measured);
        assertThat(required).isEmpty();
    }

    private interface Check {
        void of(EntryPoint point);
    }

    private Stream<DynamicTest> each(Check check) throws Exception {
        return entryPoints().stream().map(point -> DynamicTest.dynamicTest(point.methods(), () -> check.of(point)));
    }

    private void wasteRarely() {
        if (calls++ % RARELY == 0) {
            waste = new Object();
        }
    }

    private List<Class<?>> productClasses() throws Exception {
        URI place = anyOfTheProduct()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        String packageName = anyOfTheProduct().getPackageName();
        List<Class<?>> found = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Path.of(place).resolve(packageName.replace('.', '/')), "*.class")) {
            for (Path file : files) {
                String name = file.getFileName().toString().replace(".class", "");
                found.add(Class.forName(
                        packageName + "." + name, false, getClass().getClassLoader()));
            }
        }
        return found;
    }

    private static Set<Class<?>> above(Class<?> type) {
        Set<Class<?>> above = new java.util.LinkedHashSet<>();
        Deque<Class<?>> next = new ArrayDeque<>(List.of(type.getInterfaces()));
        if (type.getSuperclass() != null) {
            next.add(type.getSuperclass());
        }
        while (!next.isEmpty()) {
            Class<?> each = next.pop();
            if (each.getName().startsWith("dev.creance.") && above.add(each)) {
                next.addAll(above(each));
            }
        }
        return above;
    }

    /** Those that are to be implemented, and marked. */
    private static Stream<String> hotMethods(Class<?> type) {
        ClassModel model;
        try (InputStream in = type.getResourceAsStream(
                type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            model = ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return model.methods().stream()
                .filter(method -> (method.flags().flagsMask() & Modifier.ABSTRACT) != 0 && isHot(method))
                .map(method -> method.methodName().stringValue());
    }

    private static boolean isHot(MethodModel method) {
        return method.findAttribute(Attributes.runtimeInvisibleAnnotations())
                .map(found -> found.annotations().stream()
                        .anyMatch(each -> each.className().equalsString(HOT_PATH)))
                .orElse(false);
    }

    private static boolean declares(Class<?> type, String name) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name) && !Modifier.isAbstract(method.getModifiers()) && !method.isSynthetic()) {
                return true;
            }
        }
        return false;
    }
}
