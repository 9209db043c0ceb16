package dev.creance.policies.graph;

import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.Planner.Integers;
import dev.creance.policies.graph.Planner.Reals;
import dev.creance.policies.graph.Planner.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What gives values another place. */
final class MovingOperators {
    private MovingOperators() {}

    static void plan(Planner planner, Node node) {
        if (node.operator().equals("Split")) {
            split(planner, node);
            return;
        }
        Value y = switch (node.operator()) {
            case "Transpose" -> transpose(planner, node);
            case "Slice" -> slice(planner, node);
            case "Concat" -> concat(planner, node);
            case "Gather" -> gather(planner, node);
            case "GatherND" -> gatherMany(planner, node);
            case "Expand" -> expand(planner, node);
            default -> throw new Unsupported("not one that moves values");
        };
        planner.define(node.outputs().getFirst(), y);
    }

    private static Reals transpose(Planner planner, Node node) {
        Reals x = planner.reals(node, 0);
        int rank = x.shape().length;
        long[] given = node.integers("perm");
        int[] order = given == null
                ? IntStream.range(0, rank).map(i -> rank - 1 - i).toArray()
                : Arrays.stream(given).mapToInt(Math::toIntExact).toArray();
        return transposed(planner, x, order);
    }

    /** With the axes in this order. */
    static Reals transposed(Planner planner, Reals x, int... order) {
        int[] steps = Shapes.steps(x.shape());
        int[] shape = new int[order.length];
        int[] along = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            shape[i] = x.shape()[order[i]];
            along[i] = steps[order[i]];
        }
        return picked(planner, x, shape, Shapes.addresses(x.at(), shape, along));
    }

    private static Reals picked(Planner planner, Reals x, int[] shape, int[] from) {
        Reals y = planner.result(shape, x).whole(x.whole());
        return planner.emit(new Pick(from, y.at()), y);
    }

    /** Limits are attributes up to opset 9, then inputs. */
    private static Value slice(Planner planner, Node node) {
        boolean attributes = planner.opset() < 10;
        long[] starts = attributes ? node.integers("starts") : planner.integers(node, 1);
        long[] ends = attributes ? node.integers("ends") : planner.integers(node, 2);
        long[] axes = attributes ? node.integers("axes") : given(planner, node, 3);
        long[] by = attributes ? null : given(planner, node, 4);
        Value x = planner.value(node, 0);
        int[] shape = x.shape().clone();
        int[] steps = Shapes.steps(x.shape());
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            int axis = Shapes.axis(axes == null ? i : axes[i], shape.length);
            long step = by == null ? 1 : by[i];
            long size = shape[axis];
            long first = clamp(Shapes.fromEnd(starts[i], (int) size), 0, step > 0 ? size : size - 1);
            long end = clamp(Shapes.fromEnd(ends[i], (int) size), step > 0 ? 0 : -1, step > 0 ? size : size - 1);
            long count = Math.max(0, step > 0 ? Math.ceilDiv(end - first, step) : Math.ceilDiv(first - end, -step));
            at += (int) first * steps[axis];
            steps[axis] = (int) (steps[axis] * step);
            shape[axis] = (int) count;
        }
        return picked(planner, x, shape, Shapes.addresses(at, shape, steps));
    }

    private static long[] given(Planner planner, Node node, int input) {
        return node.input(input).isEmpty() ? null : planner.integers(node, input);
    }

    private static long clamp(long value, long least, long greatest) {
        return Math.max(least, Math.min(greatest, value));
    }

    /** @param from counted from the first value of x */
    private static Value picked(Planner planner, Value x, int[] shape, int[] from) {
        return switch (x) {
            case Reals reals ->
                picked(
                        planner,
                        reals,
                        shape,
                        Arrays.stream(from).map(i -> reals.at() + i).toArray());
            case Integers whole ->
                new Integers(
                        Arrays.stream(from).mapToLong(i -> whole.values()[i]).toArray(), shape);
        };
    }

    private static void split(Planner planner, Node node) {
        Reals x = planner.reals(node, 0);
        int axis = Shapes.axis(node.integer("axis", 0), x.shape().length);
        int parts = node.outputs().size();
        long[] sizes = node.input(1).isEmpty() ? node.integers("split") : planner.integers(node, 1);
        int each = Math.ceilDiv(x.shape()[axis], parts);
        int[] steps = Shapes.steps(x.shape());
        int first = 0;
        for (int i = 0; i < parts; i++) {
            int[] shape = x.shape().clone();
            shape[axis] = sizes == null ? Math.min(each, x.shape()[axis] - first) : Math.toIntExact(sizes[i]);
            int[] from = Shapes.addresses(x.at() + first * steps[axis], shape, steps);
            planner.define(node.outputs().get(i), picked(planner, x, shape, from));
            first += shape[axis];
        }
        if (first != x.shape()[axis]) {
            throw new Unsupported("into parts that do not add up");
        }
    }

    private static Value concat(Planner planner, Node node) {
        List<Value> parts = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            parts.add(planner.value(node, i));
        }
        if (parts.stream().allMatch(Integers.class::isInstance)) {
            long[] all = parts.stream()
                    .flatMapToLong(part -> Arrays.stream(((Integers) part).values()))
                    .toArray();
            return new Integers(all, new int[] {all.length});
        }
        Reals[] reals = IntStream.range(0, parts.size())
                .mapToObj(i -> planner.reals(node, i))
                .toArray(Reals[]::new);
        int[] shape = reals[0].shape().clone();
        int axis = Shapes.axis(node.integer("axis", 0), shape.length);
        shape[axis] = Arrays.stream(reals).mapToInt(part -> part.shape()[axis]).sum();
        Reals y = planner.result(shape, reals).whole(Arrays.stream(reals).allMatch(Reals::whole));
        int[] steps = Shapes.steps(shape);
        int[] from = new int[y.size()];
        int first = 0;
        for (Reals part : reals) {
            int[] to = Shapes.addresses(first * steps[axis], part.shape(), steps);
            for (int i = 0; i < to.length; i++) {
                from[to[i]] = part.at() + i;
            }
            first += part.shape()[axis];
        }
        return planner.emit(new Pick(from, y.at()), y);
    }

    /** With indices known before the first evaluation. */
    private static Value gather(Planner planner, Node node) {
        Value x = planner.value(node, 0);
        if (!(planner.value(node, 1) instanceof Integers indices)) {
            return lookup(planner, node);
        }
        int axis = Shapes.axis(node.integer("axis", 0), x.shape().length);
        int[] steps = Shapes.steps(x.shape());
        int[] before = Arrays.copyOf(x.shape(), axis);
        int[] after = Arrays.copyOfRange(x.shape(), axis + 1, x.shape().length);
        int[] starts = Shapes.addresses(0, before, Arrays.copyOf(steps, axis));
        int[] within = Shapes.addresses(0, after, Arrays.copyOfRange(steps, axis + 1, steps.length));
        int[] from = new int[starts.length * indices.values().length * within.length];
        int next = 0;
        for (int start : starts) {
            for (long index : indices.values()) {
                int at = start + Shapes.axis(index, x.shape()[axis]) * steps[axis];
                for (int inner : within) {
                    from[next++] = at + inner;
                }
            }
        }
        return picked(planner, x, append(append(before, indices.shape()), after), from);
    }

    private static Reals lookup(Planner planner, Node node) {
        Reals x = planner.reals(node, 0);
        Reals indices = planner.reals(node, 1);
        int axis = Shapes.axis(node.integer("axis", 0), x.shape().length);
        int[] before = Arrays.copyOf(x.shape(), axis);
        int[] after = Arrays.copyOfRange(x.shape(), axis + 1, x.shape().length);
        Reals y = planner.result(append(append(before, indices.shape()), after), x, indices)
                .whole(x.whole());
        return planner.emit(
                new Lookup(
                        x.at(),
                        Shapes.size(before),
                        x.shape()[axis],
                        Shapes.size(after),
                        indices.at(),
                        indices.size(),
                        y.at()),
                y);
    }

    /** With tuples of indices known before the first evaluation, the last axis of which leads through the first axes of x. */
    private static Value gatherMany(Planner planner, Node node) {
        Value x = planner.value(node, 0);
        int[] tuples = planner.value(node, 1).shape();
        long[] indices = planner.integers(node, 1);
        if (node.integer("batch_dims", 0) != 0) {
            throw new Unsupported("with batch_dims");
        }
        int depth = tuples[tuples.length - 1];
        int[] steps = Shapes.steps(x.shape());
        int[] after = Arrays.copyOfRange(x.shape(), depth, x.shape().length);
        int[] within = Shapes.addresses(0, after, Arrays.copyOfRange(steps, depth, steps.length));
        int[] from = new int[indices.length / depth * within.length];
        int next = 0;
        for (int tuple = 0; tuple < indices.length; tuple += depth) {
            int at = 0;
            for (int i = 0; i < depth; i++) {
                at += Shapes.axis(indices[tuple + i], x.shape()[i]) * steps[i];
            }
            for (int inner : within) {
                from[next++] = at + inner;
            }
        }
        return picked(planner, x, append(Arrays.copyOf(tuples, tuples.length - 1), after), from);
    }

    private static int[] append(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static Reals expand(Planner planner, Node node) {
        Reals x = planner.reals(node, 0);
        int[] to = Arrays.stream(planner.integers(node, 1))
                .mapToInt(Math::toIntExact)
                .toArray();
        int[] shape = Shapes.broadcast(x.shape(), to);
        return picked(planner, x, shape, Shapes.broadcastAddresses(x.at(), x.shape(), shape));
    }
}
