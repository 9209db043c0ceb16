package dev.creance.app;

import dev.creance.runtime.HotPath;
import java.util.List;
import java.util.Map;

/** Everything that a tick must not do, once each, and what it may. */
final class HotPathSins {
    static final Map<String, List<String>> FOUND = Map.ofEntries(
            Map.entry("HotPathSins.makesAnObject", List.of("new java/lang/Object", "calls java/lang/Object.<init>")),
            Map.entry("HotPathSins.makesAnArray", List.of("a new array")),
            Map.entry("HotPathSins.boxes", List.of("boxes a Integer")),
            Map.entry("HotPathSins.concatenates", List.of("StringConcatFactory")),
            Map.entry("HotPathSins.captures", List.of("LambdaMetafactory")),
            Map.entry("HotPathSins.passesVarargs", List.of("a new array")),
            Map.entry(
                    "HotPathSins.iterates",
                    List.of(
                            "calls java/util/List.iterator",
                            "calls java/util/Iterator.hasNext",
                            "calls java/util/Iterator.next")),
            Map.entry("HotPathSins.locks", List.of("synchronized", "synchronized")),
            Map.entry("HotPathSins.isLocked", List.of("is synchronized")),
            Map.entry(
                    "HotPathSins.copiesConstants", List.of("copies the constants of dev/creance/app/HotPathSins$Kind")),
            Map.entry("HotPathSins.formats", List.of("calls java/lang/Double.toString")),
            Map.entry("HotPathSins.passesAString", List.of("is native with an argument that is no primitive")),
            Map.entry("HotPathSins.unmarked", List.of("a new array")),
            Map.entry("Inner.act", List.of("a new array")));

    interface Callee {
        @HotPath
        Object act();
    }

    /** Not marked: found through the interface. */
    static final class Inner implements Callee {
        @Override
        public Object act() {
            return new byte[1];
        }
    }

    enum Kind {
        ONE,
        OTHER
    }

    private int count;

    @HotPath
    Object makesAnObject() {
        return new Object();
    }

    @HotPath
    Object makesAnArray() {
        return new double[2];
    }

    @HotPath
    Object boxes(int value) {
        return value;
    }

    @HotPath
    String concatenates(int value) {
        return "tick " + value;
    }

    @HotPath
    Runnable captures() {
        return () -> count++;
    }

    @HotPath
    int passesVarargs() {
        return sum(1, 2);
    }

    private static int sum(int... values) {
        return values[0] + values[1];
    }

    @HotPath
    void iterates(List<String> list) {
        for (String _ : list) {
            count++;
        }
    }

    @HotPath
    void locks() {
        synchronized (this) {
            count++;
        }
    }

    @HotPath
    synchronized void isLocked() {
        count++;
    }

    @HotPath
    int copiesConstants() {
        return Kind.values().length;
    }

    @HotPath
    String formats(double value) {
        return Double.toString(value);
    }

    @HotPath
    native int passesAString(String text);

    @HotPath
    Object callsWhatIsNotMarked() {
        return unmarked();
    }

    private static Object unmarked() {
        return new int[1];
    }

    /** Fails loudly, and keeps what was thrown: allowed, for nothing after it runs as usual. */
    @HotPath
    int failsOnly(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("value=" + value + " < 0");
        }
        try {
            count += value / count;
        } catch (ArithmeticException thrown) {
            count = new int[] {1}[0];
        }
        return count;
    }
}
