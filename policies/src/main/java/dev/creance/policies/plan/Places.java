package dev.creance.policies.plan;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.creance.policies.graph.Plan;
import dev.creance.policies.kernels.Lanes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the values of a plan stand in native memory. A tensor gets its place, on a border of 64 bytes, when it is first asked
 * for: weights that kernels keep packed get none, and what is used together lies together.
 */
final class Places {
    /** Floats of 64 bytes, a cache line and the widest vector. */
    private static final int LINE = 16;

    private final Plan plan;
    private final List<Plan.Tensor> tensors;
    private final int[] starts;
    private final int[] places;
    private final boolean[] elsewhere;
    private final List<Constant> constants = new ArrayList<>();
    private int used = Lanes.OWN;

    /** Values of ours that are not the plan's. */
    private record Constant(int place, float[] values) {}

    Places(Plan plan) {
        this.plan = plan;
        this.tensors =
                plan.tensors().stream().filter(tensor -> tensor.size() > 0).toList();
        this.starts = tensors.stream().mapToInt(Plan.Tensor::at).toArray();
        this.places = new int[starts.length];
        this.elsewhere = new boolean[starts.length];
        Arrays.fill(places, -1);
    }

    /** The tensor that holds the value at this address of the plan. */
    Plan.Tensor tensor(int at) {
        return tensors.get(index(at));
    }

    private int index(int at) {
        int found = Arrays.binarySearch(starts, at);
        return found >= 0 ? found : -found - 2;
    }

    /** The place of the value at this address of the plan. */
    int of(int at) {
        int index = index(at);
        if (places[index] < 0) {
            places[index] = take(tensors.get(index).size());
        }
        return places[index] + at - starts[index];
    }

    /** Says that a whole tensor stands where others do already. */
    void alias(int at, int place) {
        int index = index(at);
        places[index] = place;
        elsewhere[index] = true;
    }

    /** Whether a tensor has its place by now. */
    boolean isPlaced(int at) {
        return places[index(at)] >= 0;
    }

    /** A place for so many floats. */
    int take(int count) {
        int place = used;
        used = Math.addExact(used, Math.ceilDiv(count, LINE) * LINE);
        return place;
    }

    /** A place that holds these. */
    int constant(float... values) {
        int place = take(values.length);
        constants.add(new Constant(place, values));
        return place;
    }

    /** All of it, as the plan has it before its first evaluation. */
    MemorySegment memory(Arena arena) {
        MemorySegment memory = arena.allocate(4L * used + 4L * Lanes.ROOM, 64);
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= 0 && !elsewhere[i]) {
                int count = tensors.get(i).size();
                MemorySegment.copy(plan.image(), starts[i], memory, JAVA_FLOAT_UNALIGNED, 4L * places[i], count);
            }
        }
        for (Constant each : constants) {
            MemorySegment.copy(each.values, 0, memory, JAVA_FLOAT_UNALIGNED, 4L * each.place, each.values.length);
        }
        return memory;
    }
}
