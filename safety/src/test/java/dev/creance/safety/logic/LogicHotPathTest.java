package dev.creance.safety.logic;

import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.Layout;
import java.util.List;

/** Monitors with all operators, on samples of which some are unknown, and a search through a table. */
class LogicHotPathTest extends HotPathContract {
    private static final Vocabulary WORDS =
            new Vocabulary(new Layout(List.of(Channel.unbounded("x", "m"), Channel.unbounded("v", "m/s"))), 1_000_000);
    private static final String EVERYTHING =
            "(x > 0 m implies (v > 0 m/s until[2 ms, 20 ms] x < 1 m)) and (abs(x) < 2 m since[3 ms, 30 ms] v < 1 m/s)"
                    + " and not (x > 0 m since v < 0 m/s) and (historically x < 9 m or once[0 s, 100 ms] v < 1 m/s)"
                    + " and eventually[0 s, 50 ms] not (x > 0 m until[0 s, 10 ms] v > 0 m/s) and true";

    private final double[] sample = new double[2];
    private long calls;

    private final RollOut rollOut = new RollOut() {
        private double x;

        @Override
        public void begin() {
            x = sample[0];
        }

        @Override
        public void follow(double[] sampleOut) {
            sampleOut[0] = x;
            sampleOut[1] = 0;
        }

        @Override
        public void apply(double[] action, double[] sampleOut) {
            x += action[0];
            follow(sampleOut);
        }
    };

    @Override
    protected Class<?> anyOfTheProduct() {
        return SignalMonitor.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        SignalMonitor signals =
                SignalMonitor.always(Specification.signals(EVERYTHING, WORDS).formula());
        SequenceMonitor sequence = new SequenceMonitor(
                Specification.sequence("always (x > 0 m implies next (v > 0 m/s unless x < 1 m))", WORDS)
                        .formula());
        PlanMonitor plan = new PlanMonitor(
                Specification.signals("once[0 s, 10 ms] x < 0.5 m", WORDS).formula(),
                2,
                rollOut,
                BackupTable.of(List.of(new double[] {-0.1}, new double[] {0.1}), 1, 5),
                20,
                0);
        return List.of(
                EntryPoint.of("SignalMonitor.step", this::advance, () -> signals.step(sample)),
                EntryPoint.of(
                        "SequenceMonitor.step, of which some events are unknown",
                        this::advance,
                        () -> sequence.step(sample)),
                EntryPoint.of("PlanMonitor.observe, PlanMonitor.choose", this::advance, () -> {
                    plan.observe(sample);
                    plan.choose();
                }));
    }

    private void advance() {
        calls++;
        sample[0] = calls % 97 == 0 ? Double.NaN : Math.sin(0.1 * calls);
        sample[1] = calls % 89 == 0 ? Double.POSITIVE_INFINITY : Math.cos(0.17 * calls);
    }
}
