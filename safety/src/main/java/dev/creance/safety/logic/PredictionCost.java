package dev.creance.safety.logic;

/**
 * What rules that are predicted take of a tick: the candidate is rolled out as far as the farthest of them looks, and where it is
 * rejected, the backup too. On each way every monitor is copied, and stepped for each tick. The figures are those of a core of
 * 3 GHz, rounded up.
 */
final class PredictionCost {
    /** Courses that are rolled out in a tick. */
    static final int COURSES = 2;

    /** Share of a tick; the certificate and the policy need theirs. */
    private static final double MOST = 0.25;

    private static final double OPERATOR_NS = 10;
    private static final double BYTE_NS = 0.1;

    private final Prediction prediction;
    private final long tickNs;
    private long farthestTicks;
    private double monitorsNs;

    PredictionCost(Prediction prediction, long tickNs) {
        this.prediction = prediction;
        this.tickNs = tickNs;
    }

    /** In a tick, with a rule more. */
    double ns(Monitor monitor, long horizonTicks) {
        double stepsNs = steps(Math.max(farthestTicks, horizonTicks)) * prediction.stepNs();
        return COURSES * (stepsNs + monitorsNs + monitorNs(monitor, horizonTicks));
    }

    double mostNs() {
        return MOST * tickNs;
    }

    /** The farthest that such a rule may look; 0 where there is none. */
    long mostTicks(Monitor monitor, long horizonTicks) {
        long most = horizonTicks;
        while (most > 0 && ns(monitor, most) > mostNs()) {
            most--;
        }
        return most;
    }

    void add(Monitor monitor, long horizonTicks) {
        farthestTicks = Math.max(farthestTicks, horizonTicks);
        monitorsNs += monitorNs(monitor, horizonTicks);
    }

    /** Of the model, on one course. */
    long steps(long horizonTicks) {
        return 1 + Math.ceilDiv(horizonTicks - 1, (long) prediction.stepTicks());
    }

    private static double monitorNs(Monitor monitor, long horizonTicks) {
        return OPERATOR_NS * monitor.operators() * horizonTicks + BYTE_NS * monitor.memoryBytes();
    }
}
