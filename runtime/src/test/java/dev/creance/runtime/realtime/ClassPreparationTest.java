package dev.creance.runtime.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.creance.runtime.realtime.prepared.Reaction;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClassPreparationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String OURS = "dev.creance.runtime.realtime.prepared";

    private final ClassPreparation preparation = new ClassPreparation(List.of(OURS), Set.of("java.lang"));

    @BeforeEach
    void prepare() {
        preparation.prepare(Reaction.class);
        THREADS.getCurrentThreadAllocatedBytes(); // its own first call allocates
    }

    @Test
    void aStringConstantIsThereBeforeItsFirstUse() {
        Reaction.nothing();
        dev.creance.runtime.realtime.unprepared.Reaction.nothing();

        long before = THREADS.getCurrentThreadAllocatedBytes();
        Reaction.message();
        long prepared = THREADS.getCurrentThreadAllocatedBytes() - before;
        before = THREADS.getCurrentThreadAllocatedBytes();
        dev.creance.runtime.realtime.unprepared.Reaction.message();
        long unprepared = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(prepared).isZero();
        assertThat(unprepared).isPositive();
    }

    @Test
    void aClassThatIsReachedIsInitialisedBeforeItsFirstUse() {
        Reaction.nothing();
        dev.creance.runtime.realtime.unprepared.Reaction.nothing();

        long before = THREADS.getCurrentThreadAllocatedBytes();
        Reaction.severity(1);
        long prepared = THREADS.getCurrentThreadAllocatedBytes() - before;
        before = THREADS.getCurrentThreadAllocatedBytes();
        dev.creance.runtime.realtime.unprepared.Reaction.severity(1);
        long unprepared = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(prepared).isZero();
        assertThat(unprepared).isPositive();
    }

    @Test
    void aClassThatIsMissingIsPassedOver() throws Exception {
        Class<?> root = Class.forName(Reaction.class.getName(), false, new WithoutTable());

        new ClassPreparation(List.of(OURS), Set.of()).prepare(root);

        assertThat(root.getMethod("nothing").invoke(null)).isEqualTo(0);
    }

    /** An own copy of the package, in which one class was left out. */
    private static final class WithoutTable extends ClassLoader {
        WithoutTable() {
            super(ClassPreparationTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(OURS)) {
                return super.loadClass(name, resolve);
            }
            if (name.endsWith("Table")) {
                throw new ClassNotFoundException(name);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
