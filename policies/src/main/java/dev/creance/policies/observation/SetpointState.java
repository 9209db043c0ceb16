package dev.creance.policies.observation;

import dev.creance.policies.manifest.Setpoint;
import dev.creance.policies.signals.Selection;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/**
 * What is asked of a policy, as it may see it: small values become zero, then the range and the greatest rate of change hold,
 * then a set point whose norm is small becomes zero as a whole.
 */
final class SetpointState implements Periodic {
    private final Setpoint setpoint;
    private final Selection asked;
    private final double deadband;
    private final double zeroBelow;
    private final double periodS;
    private final double[] low;
    private final double[] high;
    private final double[] ratePerS;
    private final double[] limited;
    private final double[] shown;
    private boolean started;

    /** @param periodS from one observation to the next */
    SetpointState(Setpoint setpoint, Selection asked, double periodS) {
        this.setpoint = setpoint;
        this.asked = asked;
        this.deadband = setpoint.deadband().orElse(0);
        this.zeroBelow = setpoint.zeroBelow().orElse(0);
        this.periodS = periodS;
        this.low = setpoint.values().stream().mapToDouble(Setpoint.Value::low).toArray();
        this.high = setpoint.values().stream().mapToDouble(Setpoint.Value::high).toArray();
        this.ratePerS =
                setpoint.values().stream().mapToDouble(Setpoint.Value::ratePerS).toArray();
        this.limited = new double[low.length];
        this.shown = new double[low.length];
    }

    Setpoint setpoint() {
        return setpoint;
    }

    @HotPath
    double value(int i) {
        return shown[i];
    }

    @HotPath
    double norm() {
        double sum = 0;
        for (int i = 0; i < shown.length; i++) {
            sum += shown[i] * shown[i];
        }
        return Math.sqrt(sum);
    }

    @Override
    @HotPath
    public void begin(Frame sensors, Frame reference, boolean newPeriod) {
        double squares = 0;
        for (int i = 0; i < limited.length; i++) {
            double value = asked.value(i, sensors, reference);
            value = Math.abs(value) < deadband ? 0 : value;
            value = value < low[i] ? low[i] : value > high[i] ? high[i] : value; // bounds of NaN bound nothing
            double step = ratePerS[i] * periodS;
            if (started && Math.abs(value - limited[i]) > step) {
                value = limited[i] + Math.copySign(step, value - limited[i]);
            }
            limited[i] = value;
            squares += value * value;
        }
        started = true;
        boolean rests = Math.sqrt(squares) < zeroBelow;
        for (int i = 0; i < limited.length; i++) {
            shown[i] = rests ? 0 : limited[i];
        }
    }

    @Override
    @HotPath
    public void reset() {
        started = false;
    }
}
