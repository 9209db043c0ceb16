package dev.creance.policies.lint;

import dev.creance.policies.manifest.JointOrder;
import dev.creance.policies.manifest.JointVector;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Operation;
import dev.creance.policies.manifest.Setpoint;
import dev.creance.policies.manifest.Term;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which values a term will have, as the network is fed them: what the manifest says of them (ranges, default pose), and for the
 * rest how such signals spread in the field.
 *
 * <p>The typical spreads are medians over the observation normalisers inside published policies of legged robots (MuJoCo
 * Playground Go1 and T1, SPiDR Go1, a Go1 get-up policy, unitree_rl_mjlab G1, mjlab G1 velocity and spin kick), which were
 * averaged over their whole training; single policies lie up to a factor of 4 away.
 *
 * @param mean by value
 * @param spread typical deviation by value
 */
record Expectation(double[] mean, double[] spread) {
    private static final double GRAVITY = 0.087;
    private static final double BODY_RATE_RAD_PER_S = 0.81;
    private static final double VELOCITY_M_PER_S = 0.36;
    private static final double JOINT_POSITION_RAD = 0.153;
    private static final double JOINT_VELOCITY_RAD_PER_S = 2.3;
    private static final double ACTION = 0.41;
    private static final double SETPOINT = 0.52;
    private static final double SINE = Math.sqrt(0.5);
    /** A uniform distribution's deviation over its width. */
    private static final double UNIFORM = 1 / Math.sqrt(12);

    /** Empty where nothing is known of such values. */
    static Optional<Expectation> of(Term term, Manifest manifest) {
        Optional<Expectation> raw = switch (term) {
            case Term.Gravity gravity -> Optional.of(new Expectation(new double[] {0, 0, -1}, filled(3, GRAVITY)));
            case Term.Channels channels when channels.minus().isEmpty() -> channels(channels);
            case Term.Joints joints -> joints(joints, manifest);
            case Term.Actions actions -> Optional.of(centred(actions.common().dim(), ACTION));
            case Term.SetpointValues values -> Optional.of(setpoint(values, manifest));
            case Term.PhaseValues phase -> Optional.of(phase(phase));
            default -> Optional.empty();
        };
        return raw.map(expectation -> expectation.through(term.common().process()));
    }

    /** Of what was measured, as the network was fed it. @param observations one row for each */
    static Expectation measured(Block block, List<float[]> observations) {
        double[] mean = new double[block.size()];
        double[] spread = new double[block.size()];
        for (int value = 0; value < mean.length; value++) {
            int[] columns = block.columns()[value];
            double sum = 0;
            double squares = 0;
            long count = (long) observations.size() * columns.length;
            for (float[] row : observations) {
                for (int column : columns) {
                    sum += row[column];
                    squares += (double) row[column] * row[column];
                }
            }
            mean[value] = sum / count;
            spread[value] = Math.sqrt(Math.max(0, squares / count - mean[value] * mean[value]));
        }
        return new Expectation(mean, spread);
    }

    private static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    private static Expectation centred(int size, double spread) {
        return new Expectation(new double[size], filled(size, spread));
    }

    private static Optional<Expectation> channels(Term.Channels channels) {
        int dim = channels.common().dim();
        return switch (channels.unit().string()) {
            case "rad/s" -> Optional.of(centred(dim, BODY_RATE_RAD_PER_S));
            case "m/s" -> Optional.of(centred(dim, VELOCITY_M_PER_S));
            default -> Optional.empty();
        };
    }

    private static Optional<Expectation> joints(Term.Joints joints, Manifest manifest) {
        int size = joints.order().size();
        return switch (joints.quantity()) {
            case POSITION -> position(joints, manifest, size);
            case VELOCITY ->
                joints.unit().string().equals("rad/s")
                        ? Optional.of(centred(size, JOINT_VELOCITY_RAD_PER_S))
                        : Optional.empty();
            case EFFORT -> Optional.empty();
        };
    }

    private static Optional<Expectation> position(Term.Joints joints, Manifest manifest, int size) {
        if (!joints.unit().string().equals("rad")) {
            return Optional.empty();
        }
        if (joints.relativeTo() != Term.Origin.NOTHING) {
            return Optional.of(centred(size, JOINT_POSITION_RAD));
        }
        return pose(manifest, joints.order()).map(pose -> new Expectation(pose, filled(size, JOINT_POSITION_RAD)));
    }

    private static Optional<double[]> pose(Manifest manifest, JointOrder order) {
        Optional<JointVector> pose = manifest.body().defaultPose();
        boolean whole = pose.isPresent()
                && (pose.get().order() == null || pose.get().order().names().containsAll(order.names()));
        return whole ? pose.map(vector -> vector.in(order)) : Optional.empty();
    }

    private static Expectation setpoint(Term.SetpointValues term, Manifest manifest) {
        List<Setpoint.Value> values = manifest.signals().setpoints().stream()
                .filter(setpoint -> setpoint.name().equals(term.setpoint()))
                .flatMap(setpoint -> setpoint.values().stream())
                .toList();
        double[] mean = new double[term.values().size()];
        double[] spread = filled(mean.length, SETPOINT);
        for (int i = 0; i < mean.length; i++) {
            for (Setpoint.Value value : values) {
                if (value.name().equals(term.values().get(i)) && value.low() < value.high()) {
                    mean[i] = (value.low() + value.high()) / 2;
                    spread[i] = (value.high() - value.low()) * UNIFORM;
                }
            }
        }
        return new Expectation(mean, spread);
    }

    private static Expectation phase(Term.PhaseValues phase) {
        int offsets = phase.offsetsRad().size();
        double[] mean = new double[phase.common().dim()];
        double[] spread = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            boolean ratio = phase.functions().get(i / offsets).equals("ratio");
            mean[i] = ratio ? 0.5 : 0;
            spread[i] = ratio ? UNIFORM : SINE;
        }
        return new Expectation(mean, spread);
    }

    /** After a term's operations. Clips are left out: they bound what is far, and say nothing of what is usual. */
    private Expectation through(List<Operation> operations) {
        double[] newMean = mean.clone();
        double[] newSpread = spread.clone();
        for (Operation operation : operations) {
            for (int i = 0; i < newMean.length; i++) {
                switch (operation) {
                    case Operation.Scale scale -> {
                        newMean[i] *= scale.factor()[i];
                        newSpread[i] *= Math.abs(scale.factor()[i]);
                    }
                    case Operation.Offset offset -> newMean[i] += offset.summand()[i];
                    case Operation.Normalise range -> {
                        double factor = 2 / (range.high()[i] - range.low()[i]);
                        newMean[i] = (newMean[i] - range.low()[i]) * factor - 1;
                        newSpread[i] *= factor;
                    }
                    case Operation.Zero zero -> {
                        newMean[i] = zero.zeroed()[i] ? 0 : newMean[i];
                        newSpread[i] = zero.zeroed()[i] ? 0 : newSpread[i];
                    }
                    case Operation.Clip clip -> {
                        // see above
                    }
                }
            }
        }
        return new Expectation(newMean, newSpread);
    }
}
