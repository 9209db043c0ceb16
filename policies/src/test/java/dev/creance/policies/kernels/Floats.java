package dev.creance.policies.kernels;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Choices;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory of floats for tests: drawn from choices, hostile ones among them, with guards where a kernel has no business. */
final class Floats {
    private static final float GUARD = -77.25f;

    /** Never freed: tests are short, and a confined arena a test is checked less quickly than this one. */
    private static final Arena ARENA = Arena.global();

    private final MemorySegment memory;
    private int used = Lanes.OWN;

    private Floats(MemorySegment memory) {
        this.memory = memory;
    }

    static Floats room(int floats) {
        Floats made = new Floats(ARENA.allocate(4L * (floats + Lanes.OWN + 64), 64));
        for (int i = 0; i < floats + Lanes.OWN + 64; i++) {
            made.set(i, GUARD);
        }
        return made;
    }

    MemorySegment memory() {
        return memory;
    }

    /** Index of so many floats with a guard behind them. */
    int take(int count) {
        int index = used;
        used += count + 1;
        assertThat(4L * used).isLessThanOrEqualTo(memory.byteSize());
        return index;
    }

    int put(float... values) {
        int index = take(values.length);
        for (int i = 0; i < values.length; i++) {
            set(index + i, values[i]);
        }
        return index;
    }

    void set(int index, float value) {
        memory.setAtIndex(JAVA_FLOAT, index, value);
    }

    float get(int index) {
        return memory.getAtIndex(JAVA_FLOAT, index);
    }

    float[] get(int index, int count) {
        return memory.asSlice(4L * index, 4L * count).toArray(JAVA_FLOAT);
    }

    /** The same floats at another place. */
    Floats copy() {
        Floats made = new Floats(ARENA.allocate(memory.byteSize(), 64));
        made.memory.copyFrom(memory);
        made.used = used;
        return made;
    }

    /** Every float of both memories the same to the last bit, guards too, but for what is the kernels' own; one NaN is like another. */
    void sameAs(Floats other) {
        for (int i = Lanes.OWN; i < memory.byteSize() / 4; i++) {
            if (Float.floatToIntBits(get(i)) != Float.floatToIntBits(other.get(i))) {
                throw new AssertionError("float " + i + ": " + get(i) + " and " + other.get(i));
            }
        }
    }

    static float[] drawn(Choices choices, int count, float magnitude) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) choices.between(-magnitude, magnitude);
        }
        return values;
    }

    /** NaN, infinities, −0, denormals and huge values among them. */
    static float[] hostile(Choices choices, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = choices.integer(0, 9) == 9
                    ? Float.intBitsToFloat((int) choices.bits())
                    : (float) choices.hostile(-20, 20);
        }
        return values;
    }
}
