package dev.creance.bench;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.safety.logic.Monitor;
import dev.creance.safety.logic.SignalMonitor;
import dev.creance.safety.logic.Specification;
import dev.creance.safety.logic.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One way to watch samples over a window.
 *
 * @param kind of formula
 * @param window in samples
 * @param work takes {@link #SAMPLES} of them
 * @param memoryBytes that it keeps
 */
record StlCase(String kind, int window, Runnable work, long memoryBytes) {
    static final int SAMPLES = 1 << 13;
    static final String WEDGE = "peer: wedge of one number";

    private static final long TICK_NS = 1_000_000;
    private static final Vocabulary WORDS =
            new Vocabulary(new Layout(List.of(Channel.unbounded("x", "m"), Channel.unbounded("y", "m"))), TICK_NS);

    static List<StlCase> all(int... windows) {
        double[][] samples = samples();
        List<StlCase> all = new ArrayList<>();
        for (int window : windows) {
            String span = "[0 ms, " + (window - 1) + " ms]";
            all.add(of("historically", window, "historically" + span + " x < 1 m", samples));
            all.add(of("once", window, "once" + span + " x < 1 m", samples));
            all.add(of("since", window, "x > -1 m since" + span + " y > 0.5 m", samples));
            all.add(of("until", window, "x > -1 m until" + span + " y > 0.5 m", samples));
            all.add(of("response", window, "x > 0.9 m implies eventually" + span + " y > 0.5 m", samples));
            all.add(wedge(window, samples));
        }
        return all;
    }

    private static StlCase of(String kind, int window, String formula, double[][] samples) {
        Monitor monitor =
                SignalMonitor.exact(Specification.signals(formula, WORDS).formula());
        double[] verdicts = new double[1]; // so that they are not optimised away
        Runnable work = () -> {
            double sum = 0;
            for (double[] sample : samples) {
                monitor.step(sample);
                sum += monitor.lower();
            }
            verdicts[0] = sum;
        };
        return new StlCase(kind, window, work, monitor.memoryBytes());
    }

    private static StlCase wedge(int window, double[][] samples) {
        SlidingWedge wedge = new SlidingWedge(window);
        double[] verdicts = new double[1]; // so that they are not optimised away
        Runnable work = () -> {
            double sum = 0;
            for (double[] sample : samples) {
                sum += wedge.step(1 - sample[0]);
            }
            verdicts[0] = sum;
        };
        return new StlCase(WEDGE, window, work, 16L * window);
    }

    private static double[][] samples() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] samples = new double[SAMPLES][];
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = new double[] {random.nextDouble(-1.5, 1.5), random.nextDouble(-1.5, 1.5)};
        }
        return samples;
    }
}
