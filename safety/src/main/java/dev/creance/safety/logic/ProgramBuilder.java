package dev.creance.safety.logic;

import dev.creance.safety.logic.Program.Node;
import dev.creance.safety.logic.Program.Op;
import dev.creance.safety.logic.Program.Stream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns formulas into operators. With a value's delay d, {@code always[a,b]} of it is the least of the newest b − a + 1 values, of
 * the instant d + b ago; {@code historically[a,b]} is the least of the b − a + 1 before the newest a, of the instant d ago.
 */
final class ProgramBuilder {
    private static final int NONE = -1;

    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Integer> indices = new HashMap<>();
    private final Map<Formula, Stream> streams = new HashMap<>();

    List<Node> nodes() {
        return nodes;
    }

    Stream stream(Formula formula) {
        Stream known = streams.get(formula);
        if (known == null) {
            known = build(formula);
            streams.put(formula, known);
        }
        return known;
    }

    private Stream build(Formula formula) {
        return switch (formula) {
            case Formula.Truth truth ->
                add(Op.CONSTANT, 0, truth.holds() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
            case Formula.Atom atom -> new Stream(index(new Node(Op.ATOM, NONE, NONE, 0, 0, atom.margin(), 0)), 0);
            case Formula.Not not -> add(Op.NEGATE, 0, 0, stream(not.of()));
            case Formula.And and -> pair(Op.LEAST, stream(and.left()), stream(and.right()));
            case Formula.Or or -> pair(Op.GREATEST, stream(or.left()), stream(or.right()));
            case Formula.Over over -> over.scope().isAhead() ? ahead(over) : back(over);
            case Formula.Until until -> until(until);
            case Formula.Since since -> since(since);
            case Formula.Event _, Formula.Next _, Formula.Unless _ ->
                throw new IllegalArgumentException(formula + " belongs to sequences");
        };
    }

    private Stream ahead(Formula.Over over) {
        Stream of = stream(over.of());
        return late(
                window(over.scope().isAll(), bounded(over.when()).width(), of),
                over.when().to());
    }

    private Stream back(Formula.Over over) {
        boolean all = over.scope().isAll();
        Stream of = stream(over.of());
        Stream lagged = lagged(of, over.when().from(), all ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
        if (over.when().isBounded()) {
            return window(all, over.when().width(), lagged);
        }
        return add(all ? Op.RUNNING_LEAST : Op.RUNNING_GREATEST, 0, 0, lagged);
    }

    /**
     * With c = b − a: p until[a,b] q = always[0,a−1] p and (p until[0,c] q at the instant a later). The robustness of until[0,c]
     * is a fold over the c + 1 newest samples.
     */
    private Stream until(Formula.Until until) {
        Span when = bounded(until.when());
        Stream hold = stream(until.hold());
        Stream goal = stream(until.goal());
        long delay = Math.max(hold.delay(), goal.delay());
        hold = aligned(hold, delay);
        goal = aligned(goal, delay);
        Stream reached = late(when.width() == 1 ? goal : add(Op.UNTIL, when.width(), 0, hold, goal), when.to());
        return when.from() == 0
                ? reached
                : pair(Op.LEAST, late(window(true, when.from(), hold), when.from() - 1), reached);
    }

    /** Likewise: what has been q for a ticks, and p since, is a sample of since[0,b−a]. */
    private Stream since(Formula.Since since) {
        Span when = since.when();
        Stream hold = stream(since.hold());
        Stream goal = stream(since.goal());
        long delay = Math.max(hold.delay(), goal.delay());
        hold = aligned(hold, delay);
        goal = aligned(goal, delay);
        if (when.from() > 0) {
            goal = pair(Op.LEAST, lagged(goal, when.from(), Double.NEGATIVE_INFINITY), window(true, when.from(), hold));
        }
        if (!when.isBounded()) {
            return add(Op.RUNNING_SINCE, 0, 0, hold, goal);
        }
        return when.width() == 1 ? goal : add(Op.SINCE, when.width(), 0, hold, goal);
    }

    private static Span bounded(Span span) {
        if (!span.isBounded()) {
            throw new IllegalArgumentException("it looks ahead without end");
        }
        return span;
    }

    private Stream window(boolean all, int width, Stream of) {
        return width == 1 ? of : add(all ? Op.WINDOW_LEAST : Op.WINDOW_GREATEST, width, 0, of);
    }

    /** The same values, of an instant that is farther back. */
    private static Stream late(Stream stream, int ticks) {
        return new Stream(stream.node(), stream.delay() + ticks);
    }

    /** The values of so many ticks before; at first there were none, and so one that makes no difference. */
    private Stream lagged(Stream of, int ticks, double none) {
        return ticks == 0 ? of : add(Op.DELAY, ticks, none, of);
    }

    private Stream pair(Op op, Stream left, Stream right) {
        long delay = Math.max(left.delay(), right.delay());
        return add(op, 0, 0, aligned(left, delay), aligned(right, delay));
    }

    /** The same values, held back until those of the instant so many ticks ago come out. */
    private Stream aligned(Stream stream, long delay) {
        boolean constant = nodes.get(stream.node()).op() == Op.CONSTANT;
        int ticks = Math.toIntExact(delay - stream.delay());
        Stream held = constant || ticks == 0 ? stream : add(Op.DELAY, ticks, 0, stream);
        return new Stream(held.node(), delay);
    }

    private Stream add(Op op, int size, double constant, Stream... from) {
        long delay = 0;
        for (Stream each : from) {
            delay = Math.max(delay, each.delay());
        }
        int left = from.length > 0 ? from[0].node() : NONE;
        int right = from.length > 1 ? from[1].node() : NONE;
        return new Stream(index(new Node(op, left, right, size, constant, null, delay)), delay);
    }

    private int index(Node node) {
        Integer known = indices.get(node);
        if (known == null) {
            known = nodes.size();
            nodes.add(node);
            indices.put(node, known);
        }
        return known;
    }
}
