package dev.creance.policies;

import dev.creance.runtime.Channel;
import dev.creance.runtime.PolicyStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far two policies that observe the same lie apart: a student from its teacher, a compressed network from the whole one.
 *
 * @param calls observations that both were asked about
 * @param compared those that both answered with finite actions
 * @param statusDifferences those that only one of them answered
 * @param channels one for each command, in the order of the device
 */
public record PolicyDiff(
        Side a, Side b, List<String> runs, int calls, int compared, int statusDifferences, List<ChannelDiff> channels) {
    /** One of the two. */
    public record Side(String name, String sha256, String engine) {
        static Side of(ManifestPolicy policy) {
            return new Side(policy.name(), policy.sha256(), policy.engine());
        }
    }

    /**
     * One command, in its unit.
     *
     * @param max greatest |a − b|
     * @param p99 below which 99 of 100 differences lie
     * @param sameSide share of the calls in which both lie on the same side of the middle of the command's range
     * @param sameSaturation share of the calls in which both lie at the same end of that range, or both inside it
     * @param worst where the greatest difference is, such as {@code sequence[12]}
     * @param worstA what the first policy wants there
     */
    public record ChannelDiff(
            String name,
            String unit,
            double max,
            double rms,
            double p99,
            double sameSide,
            double sameSaturation,
            String worst,
            double worstA,
            double worstB) {}

    /** Whether both answered the same calls, and no command differs by more than this. */
    public boolean within(double tolerance) {
        return statusDifferences == 0 && channels.stream().allMatch(channel -> channel.max() <= tolerance);
    }

    /** The greatest difference of all commands. */
    public double max() {
        return channels.stream().mapToDouble(ChannelDiff::max).max().orElse(0);
    }

    /**
     * Asks both. Each run begins with a reset of both.
     *
     * @param environment what both were loaded for
     * @throws PolicyError where they do not observe the same, or the runs are not of that size
     */
    public static PolicyDiff of(
            ManifestPolicy a, ManifestPolicy b, PolicyEnvironment environment, List<ObservationRun> runs) {
        Optional<String> between = LayoutDifference.between(a.manifest(), b.manifest())
                .or(() -> LayoutDifference.ofBases(a.manifest(), b.manifest()));
        between.ifPresent(difference -> {
            throw new PolicyError(
                    b.name(),
                    "does not observe what " + a.name() + " observes: " + difference,
                    "compare policies of one observation; what flies better, a flight with each shows");
        });
        Comparison comparison = new Comparison(a, b, environment);
        runs.forEach(comparison::run);
        return comparison.result(runs);
    }

    private static final class Comparison {
        private final ManifestPolicy a;
        private final ManifestPolicy b;
        private final List<Channel> channels;
        private final List<double[]> ofA = new ArrayList<>();
        private final List<double[]> ofB = new ArrayList<>();
        private final List<String> places = new ArrayList<>();
        private int calls;
        private int statusDifferences;

        Comparison(ManifestPolicy a, ManifestPolicy b, PolicyEnvironment environment) {
            this.a = a;
            this.b = b;
            this.channels = environment.commands().channels();
        }

        void run(ObservationRun run) {
            a.reset();
            b.reset();
            float[] actionOfA = new float[a.actionSize()];
            float[] actionOfB = new float[b.actionSize()];
            for (int i = 0; i < run.observations().size(); i++) {
                float[] observation = run.observations().get(i);
                if (observation.length != a.observationSize()) {
                    throw new PolicyError(
                            run.name(),
                            "holds observations of " + observation.length + " values, but " + a.name() + " takes "
                                    + a.observationSize(),
                            "take those of this policy");
                }
                boolean okA = a.infer(observation, actionOfA) == PolicyStatus.OK;
                boolean okB = b.infer(Arrays.copyOf(observation, b.observationSize()), actionOfB) == PolicyStatus.OK;
                calls++;
                if (okA && okB) {
                    ofA.add(command(a, actionOfA));
                    ofB.add(command(b, actionOfB));
                    places.add(run.name() + "[" + i + "]");
                } else if (okA != okB) {
                    statusDifferences++;
                }
            }
        }

        private double[] command(ManifestPolicy policy, float[] action) {
            double[] command = new double[channels.size()];
            policy.command(action, command);
            return command;
        }

        PolicyDiff result(List<ObservationRun> runs) {
            List<ChannelDiff> diffs = new ArrayList<>();
            for (int c = 0; c < channels.size(); c++) {
                diffs.add(channel(c));
            }
            List<String> names = runs.stream().map(ObservationRun::name).toList();
            return new PolicyDiff(Side.of(a), Side.of(b), names, calls, ofA.size(), statusDifferences, diffs);
        }

        private ChannelDiff channel(int c) {
            Channel channel = channels.get(c);
            int count = ofA.size();
            double[] differences = new double[count];
            double squares = 0;
            int worst = -1;
            int sameSide = 0;
            int sameSaturation = 0;
            for (int k = 0; k < count; k++) {
                double x = ofA.get(k)[c];
                double y = ofB.get(k)[c];
                differences[k] = Math.abs(x - y);
                squares += differences[k] * differences[k];
                worst = worst < 0 || differences[k] > differences[worst] ? k : worst;
                sameSide += side(x, channel) == side(y, channel) ? 1 : 0;
                sameSaturation += saturation(x, channel) == saturation(y, channel) ? 1 : 0;
            }
            double[] sorted = differences.clone();
            Arrays.sort(sorted);
            return new ChannelDiff(
                    channel.name(),
                    channel.unit(),
                    count == 0 ? 0 : differences[worst],
                    count == 0 ? 0 : Math.sqrt(squares / count),
                    count == 0 ? 0 : sorted[(int) Math.ceil(0.99 * count) - 1],
                    count == 0 ? 1 : (double) sameSide / count,
                    count == 0 ? 1 : (double) sameSaturation / count,
                    count == 0 ? "" : places.get(worst),
                    count == 0 ? Double.NaN : ofA.get(worst)[c],
                    count == 0 ? Double.NaN : ofB.get(worst)[c]);
        }

        private static int side(double command, Channel channel) {
            boolean bounded = Double.isFinite(channel.lower()) && Double.isFinite(channel.upper());
            double middle = bounded ? 0.5 * (channel.lower() + channel.upper()) : 0;
            return Double.compare(command, middle);
        }

        private static int saturation(double command, Channel channel) {
            return command <= channel.lower() ? -1 : command >= channel.upper() ? 1 : 0;
        }
    }
}
