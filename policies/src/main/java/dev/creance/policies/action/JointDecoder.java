package dev.creance.policies.action;

import dev.creance.policies.manifest.Action.JointCommand;
import dev.creance.policies.manifest.Action.Kind;
import dev.creance.policies.signals.JointChannels;
import dev.creance.policies.signals.JointTargets;
import dev.creance.policies.signals.ValueProcess;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * Commands for some joints. The processed value is put on top of a base: nothing, the default pose, where the joint was
 * measured when the policy looked, or the command of the period before; a clamp bounds that sum itself, so that it cannot wind
 * up.
 */
final class JointDecoder implements Decoder {
    private final Kind kind;
    private final JointChannels commands;
    private final JointChannels measured;
    private final JointGains gains;
    private final JointClamps clamps;
    private final JointTargets targets;
    private final int[] places;
    private final ValueProcess process;
    private final double[] defaultPose;
    private final boolean startsMeasured;
    private final ActionLayout layout;
    private final int from;
    private final double periodS;

    private final double[] values;
    private final double[] base;
    private final double[] target;
    private final double[] start;
    private int period = -1;

    /**
     * What the decoder of one part needs.
     *
     * @param measured where the sensors say that the joints are; null where nothing needs it
     * @param defaultPose zeros where nothing needs it
     * @param from the part's first value in a row
     */
    record Parts(
            JointCommand command,
            JointChannels commands,
            JointChannels measured,
            JointGains gains,
            JointClamps clamps,
            JointTargets targets,
            double[] defaultPose,
            ActionLayout layout,
            int from,
            double periodS) {}

    JointDecoder(Parts parts) {
        this.kind = parts.command.kind();
        this.commands = parts.commands;
        this.measured = parts.measured;
        this.gains = parts.gains;
        this.clamps = parts.clamps;
        this.targets = parts.targets;
        this.places = parts.targets.places(parts.command.order());
        this.process = new ValueProcess(parts.command.process());
        this.defaultPose = parts.defaultPose;
        this.startsMeasured = parts.command.start().filter("measured"::equals).isPresent();
        this.layout = parts.layout;
        this.from = parts.from;
        this.periodS = parts.periodS;
        int size = commands.size();
        this.values = new double[size];
        this.base = new double[size];
        this.target = new double[size];
        this.start = new double[size];
        reset();
    }

    @Override
    @HotPath
    public void decode(double[] row, float[] action, int newest, double[] commandOut) {
        System.arraycopy(row, from, values, 0, values.length);
        process.apply(values);
        boolean moved = newest != period;
        period = newest;
        for (int i = 0; i < values.length; i++) {
            if (moved || kind == Kind.POSITION_FROM_MEASURED) {
                base[i] = base(i, action);
            }
            double value = clamped(i, values[i] * (kind == Kind.VELOCITY_INTEGRATED ? periodS : 1) + base[i], action);
            target[i] = value;
            if (kind != Kind.VELOCITY && kind != Kind.EFFORT) {
                targets.set(places[i], value);
            }
            commands.put(i, value, commandOut);
        }
        gains.put(action, commandOut);
    }

    private double base(int i, float[] action) {
        return switch (kind) {
            case POSITION, VELOCITY, EFFORT -> 0;
            case POSITION_FROM_DEFAULT -> defaultPose[i];
            case POSITION_FROM_MEASURED -> action[layout.positionAt() + from + i];
            case POSITION_DELTA, VELOCITY_INTEGRATED -> Double.isNaN(target[i]) ? start[i] : target[i];
        };
    }

    private double clamped(int i, double value, float[] action) {
        return switch (kind) {
            case EFFORT -> clamps.effort(i, value);
            case VELOCITY -> clamps.velocity(i, value);
            default -> {
                double reachable = clamps.reachable(i, value, kind.integrates() ? base[i] : Double.NaN, periodS);
                double position = clamps.position(i, reachable);
                yield clamps.boundsEffort(i)
                        ? clamps.bearable(
                                i,
                                position,
                                gains.kp(i, action),
                                gains.kd(i, action),
                                action[layout.positionAt() + from + i],
                                action[layout.velocityAt() + from + i])
                        : position;
            }
        };
    }

    @Override
    @HotPath
    public void encode(double[] executed, double[] rowOut) {
        for (int i = 0; i < values.length; i++) {
            double value = commands.value(i, executed) - base[i];
            rowOut[from + i] = process.inverse(i, kind == Kind.VELOCITY_INTEGRATED ? value / periodS : value);
        }
    }

    /** Also where sums start. */
    @Override
    @HotPath
    public void resting(Frame sensors, double[] rowOut) {
        for (int i = 0; i < values.length; i++) {
            double position = measured == null ? 0 : measured.value(i, sensors);
            start[i] = startsMeasured ? position : defaultPose[i];
            double value = switch (kind) {
                case POSITION -> position;
                case POSITION_FROM_DEFAULT -> position - defaultPose[i];
                default -> 0;
            };
            rowOut[from + i] = process.inverse(i, value);
        }
    }

    @Override
    @HotPath
    public void reset() {
        Arrays.fill(target, Double.NaN);
        Arrays.fill(base, 0);
        period = -1;
    }
}
