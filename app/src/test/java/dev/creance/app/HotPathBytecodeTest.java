package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the compiled code of the hot path may hold, also where no test has come to. Branches that end in a throw, and catch
 * blocks, are not held to it.
 */
class HotPathBytecodeTest {
    /** Of libraries: whole classes. They allocate nothing and wait for nobody. */
    private static final Set<String> HARMLESS_CLASSES = Set.of(
            "java/lang/Math",
            "java/lang/Enum",
            "java/lang/foreign/MemorySegment",
            "java/lang/invoke/VarHandle",
            "java/util/concurrent/atomic/AtomicBoolean",
            "java/util/concurrent/atomic/AtomicInteger",
            "java/util/concurrent/atomic/AtomicIntegerArray",
            "java/util/concurrent/atomic/AtomicLong",
            "java/util/zip/CRC32C",
            // compiled, their objects are registers; the kernels' own tests measure 0 bytes
            "jdk/incubator/vector/DoubleVector",
            "jdk/incubator/vector/FloatVector",
            "jdk/incubator/vector/IntVector");

    /** Of libraries: single methods, for others of the same class do allocate. */
    private static final Set<String> HARMLESS_METHODS = Set.of(
            "com/fazecast/jSerialComm/SerialPort.bytesAwaitingWrite",
            "com/fazecast/jSerialComm/SerialPort.readBytes",
            "com/fazecast/jSerialComm/SerialPort.writeBytes",
            "com/sun/jna/Native.getLastError",
            "com/sun/management/ThreadMXBean.getCurrentThreadAllocatedBytes",
            "java/lang/Double.doubleToRawLongBits",
            "java/lang/Double.isFinite",
            "java/lang/Double.isInfinite",
            "java/lang/Double.isNaN",
            "java/lang/Float.floatToRawIntBits",
            "java/lang/Float.intBitsToFloat",
            "java/lang/Float.isFinite",
            "java/lang/Float.isNaN",
            "java/lang/Integer.highestOneBit",
            "java/lang/Long.numberOfTrailingZeros",
            "java/lang/Record.<init>",
            // sin, cos and tan allocate where the argument is beyond a quarter turn
            // fdlibm in Java: sin, cos and tan make arrays, these do not
            "java/lang/StrictMath.acos",
            "java/lang/StrictMath.asin",
            "java/lang/StrictMath.atan2",
            "java/lang/StrictMath.ceil",
            "java/lang/StrictMath.exp",
            "java/lang/StrictMath.expm1",
            "java/lang/StrictMath.floor",
            "java/lang/StrictMath.log",
            "java/lang/StrictMath.log1p",
            "java/lang/StrictMath.pow",
            "java/lang/StrictMath.rint",
            "java/lang/StrictMath.sqrt",
            "java/lang/StrictMath.tanh",
            "java/lang/System.arraycopy",
            "java/lang/System.nanoTime",
            "java/lang/Thread.currentThread",
            "java/lang/Thread.isInterrupted",
            "java/lang/Thread.onSpinWait",
            "java/lang/Thread.yield",
            "java/lang/ThreadLocal.get",
            "java/lang/invoke/MethodHandle.invokeExact",
            "java/lang/ref/Reference.reachabilityFence",
            "java/nio/ByteBuffer.clear",
            "java/nio/ByteBuffer.flip",
            "java/nio/ByteBuffer.get",
            "java/nio/ByteBuffer.getInt",
            "java/nio/ByteBuffer.hasRemaining",
            "java/nio/ByteBuffer.limit",
            "java/nio/ByteBuffer.position",
            "java/nio/ByteBuffer.put",
            "java/nio/ByteBuffer.putFloat",
            "java/nio/ByteBuffer.putInt",
            "java/nio/ByteBuffer.putLong",
            "java/nio/ByteBuffer.putShort",
            "java/nio/ByteBuffer.remaining",
            "java/nio/FloatBuffer.capacity",
            "java/nio/FloatBuffer.get",
            "java/nio/FloatBuffer.put",
            "java/nio/IntBuffer.get",
            "java/nio/IntBuffer.put",
            "java/nio/LongBuffer.capacity",
            "java/nio/LongBuffer.get",
            "java/nio/LongBuffer.put",
            // non-blocking; it takes the lock of its direction, which for writing the stop path may hold for one write
            "java/nio/channels/ByteChannel.read",
            "java/nio/channels/ByteChannel.write",
            "java/util/Arrays.equals",
            "java/util/Arrays.fill",
            "java/util/Collections.emptySet",
            "java/util/List.size",
            "java/util/Objects.checkIndex",
            "java/util/concurrent/locks/LockSupport.parkNanos",
            "java/util/concurrent/locks/LockSupport.unpark",
            "org/HdrHistogram/Histogram.recordValue",
            "org/HdrHistogram/SingleWriterRecorder.recordValue");

    /** What is known to allocate, and why it may. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "TickPipeline.askShield", "once in a run: the shield's command was not finite, and it is not asked again");

    /** Far more than are marked: what they call is held to the rule as well. */
    private static final int METHODS_REACHED = 500;

    @Test
    void nothingThatATickReachesAllocatesBoxesCapturesOrLocks() {
        HotPathScan scan = new HotPathScan(ours(), HotPathBytecodeTest::isHarmless);

        Map<String, List<String>> findings = scan.run();

        EXCEPTIONS
                .keySet()
                .forEach(known -> assertThat(findings.remove(known))
                        .as("%s allocates no more: strike it off", known)
                        .isNotNull());
        assertThat(findings).isEmpty();
        assertThat(scan.reached()).isGreaterThan(METHODS_REACHED);
    }

    @Test
    void eachWayToAllocateOrToWaitIsFound() {
        List<String> planted = List.of(
                HotPathSins.class.getName(),
                HotPathSins.class.getName() + "$Inner",
                HotPathSins.class.getName() + "$Kind",
                HotPathSins.class.getName() + "$Callee");

        Map<String, List<String>> findings = new HotPathScan(planted, HotPathBytecodeTest::isHarmless).run();

        assertThat(findings).isEqualTo(HotPathSins.FOUND);
    }

    private static List<String> ours() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        // what modules lend each other for their tests
                        .withImportOption(location -> !location.contains("-tests.jar"))
                        .importPackages("dev.creance")
                        .stream()
                        .map(JavaClass::getName)
                        .toList();
    }

    private static boolean isHarmless(String method) {
        return HARMLESS_METHODS.contains(method)
                || HARMLESS_CLASSES.contains(method.substring(0, method.lastIndexOf('.')));
    }
}
