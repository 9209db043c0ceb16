package dev.creance.bench;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.safety.logic.BackupTable;
import dev.creance.safety.logic.PlanMonitor;
import dev.creance.safety.logic.RollOut;
import dev.creance.safety.logic.Specification;
import dev.creance.safety.logic.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A vehicle on a line follows goals that a policy goes for without knowing the rule: stay below 5 m, go slowly beyond 3 m, and leave
 * the strip between 1 and 2 m within two seconds. The truth is the plant in steps of a millisecond with its gusts; the model that
 * plans are rolled out with has none.
 */
final class PlanEpisode implements RollOut {
    static final String RULE = "x < 5 m and (x > 3 m implies abs(v) < 0.8 m/s)"
            + " and (x > 1 m and x < 2 m implies eventually[0 s, 2 s] (x < 1 m or x > 2 m))";

    static final int TICKS = 1000;
    private static final double TICK_S = 0.02;
    private static final int SUB_STEPS = 20;
    private static final int GOAL_TICKS = 150;
    private static final int HORIZON_TICKS = 125;
    private static final double MOST_GUST = 0.4;
    private static final double REACHED_M = 0.25;

    /** How plans are dealt with. */
    enum Way {
        POLICY_ALONE("policy alone", 0, new double[] {}),
        BRAKE_ONLY("prediction, one backup: full brake backwards", 0.05, new double[] {-AxisVehicle.MOST_M_PER_S2}),
        TABLE("prediction, backup table, margin 0", 0, new double[] {-2.5, -1.2, 0, 1.2, 2.5}),
        TABLE_WITH_MARGIN("prediction, backup table, margin 0.05", 0.05, new double[] {-2.5, -1.2, 0, 1.2, 2.5});

        final String words;
        final double margin;
        final double[] actions;

        Way(String words, double margin, double[] actions) {
            this.words = words;
            this.margin = margin;
            this.actions = actions;
        }

        BackupTable table() {
            List<double[]> each = new ArrayList<>();
            for (double action : actions) {
                each.add(new double[] {action});
            }
            return BackupTable.of(each, 5, 25, HORIZON_TICKS);
        }
    }

    private final Way way;
    private final SplittableRandom random;
    private final AxisVehicle truth = new AxisVehicle();
    private final AxisVehicle model = new AxisVehicle();
    private final BackupTable table;
    private final PlanMonitor monitor;
    private double goal = Double.NaN;
    private double gust;
    private double strippedS;
    private boolean violated;
    private int goals;
    private int reached;
    private int replaced;
    private long decidingNs;

    PlanEpisode(Way way, long seed) {
        this.way = way;
        random = new SplittableRandom(seed);
        table = way.table();
        Layout layout = new Layout(List.of(Channel.unbounded("x", "m"), Channel.unbounded("v", "m/s")));
        Vocabulary words = new Vocabulary(layout, Math.round(TICK_S * 1e9));
        monitor = new PlanMonitor(
                Specification.signals(RULE, words).formula(), layout.size(), this, table, HORIZON_TICKS, way.margin);
    }

    PlanEpisode run() {
        for (int tick = 0; tick < TICKS; tick++) {
            if (tick % GOAL_TICKS == 0) {
                nextGoal();
            }
            monitor.observe(new double[] {truth.x, truth.v});
            double command = decided();
            gust += (random.nextDouble(-MOST_GUST, MOST_GUST) - gust) * 0.1;
            for (int i = 0; i < SUB_STEPS; i++) {
                truth.step(command, gust, TICK_S / SUB_STEPS);
                judge(TICK_S / SUB_STEPS);
            }
        }
        nextGoal();
        return this;
    }

    private double decided() {
        if (way == Way.POLICY_ALONE) {
            return planned(truth);
        }
        long fromNs = System.nanoTime();
        int choice = monitor.choose();
        decidingNs += System.nanoTime() - fromNs;
        if (choice == PlanMonitor.PLAN) {
            return planned(truth);
        }
        replaced++;
        return table.entries().get(choice).action()[0];
    }

    /** Some of them where the rule does not let it stay: those count only where they may be reached. */
    private void nextGoal() {
        boolean allowed = goal < 4.7 && (goal < 0.9 || goal > 2.1);
        if (allowed) {
            goals++;
            reached += Math.abs(truth.x - goal) < REACHED_M ? 1 : 0;
        }
        goal = random.nextDouble(-4, 5.5);
    }

    /** The policy: quick, and it knows of no rule. */
    private double planned(AxisVehicle vehicle) {
        return 4 * (goal - vehicle.x) - 3.2 * vehicle.v;
    }

    /** By the truth, and not by the monitor. */
    private void judge(double dt) {
        strippedS = truth.x > 1 && truth.x < 2 ? strippedS + dt : 0;
        boolean fast = truth.x > 3 && Math.abs(truth.v) >= 0.8;
        violated |= truth.x >= 5 || fast || strippedS > 2 + TICK_S;
    }

    @Override
    public void begin() {
        model.copyFrom(truth);
    }

    @Override
    public void follow(double[] sampleOut) {
        advance(planned(model), sampleOut);
    }

    @Override
    public void apply(double[] action, double[] sampleOut) {
        advance(action[0], sampleOut);
    }

    private void advance(double command, double[] sampleOut) {
        model.step(command, 0, TICK_S);
        sampleOut[0] = model.x;
        sampleOut[1] = model.v;
    }

    boolean isViolated() {
        return violated;
    }

    /** Goals at which the rule lets it stay. */
    int goals() {
        return goals;
    }

    int reached() {
        return reached;
    }

    /** Ticks in which the plan was not followed. */
    int replaced() {
        return replaced;
    }

    double decidingUs() {
        return decidingNs * 1e-3 / TICKS;
    }
}
