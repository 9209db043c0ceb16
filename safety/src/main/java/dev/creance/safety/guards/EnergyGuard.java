package dev.creance.safety.guards;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.LearnedGuard;
import dev.creance.runtime.LearnedGuard.Form;
import dev.creance.runtime.config.ConfigNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** Whether what comes is, taken together, like honest operation: single observations of an attack need not be conspicuous. */
@HotPath
final class EnergyGuard implements Guard {
    /**
     * @param window samples that are compared
     * @param everyTicks from one sample to the next
     * @param limit greatest energy distance
     */
    record Settings(int window, int everyTicks, double limit, long dwellNs, Finding bad) {}

    private final String name;
    private final Settings settings;
    private final Channel margin;
    private final LearnedGuard samples;
    private final EnergyDistance distance;
    private final Trip trip;
    private final float[] features;
    private long takenTick = Long.MIN_VALUE;

    /** 0 until there is a window; NaN where a sample is no number. */
    private double value;

    EnergyGuard(String name, Settings settings, LearnedGuard samples) {
        this.name = name;
        this.settings = settings;
        this.samples = samples;
        margin = Channel.unbounded("guard." + name, "1");
        distance = new EnergyDistance(samples.table(), settings.window);
        trip = new Trip(settings.dwellNs);
        features = new float
                [samples.features().observationSize() + samples.features().commandSize()];
    }

    static EnergyGuard read(String name, ConfigNode node, GuardContext context) {
        node.only("kind", "name", "method", "use", "window", "every", "limit", "reaction", "dwell");
        Settings settings = new Settings(
                node.child("window").integer(2, 500),
                GuardKeys.count(node, "every", 1, 10_000, 1),
                GuardKeys.number(node, "limit", 0),
                GuardKeys.dwellNs(node),
                GuardKeys.reaction(node));
        LearnedGuard samples = context.learned(node, EnumSet.of(Form.SAMPLES));
        int width = samples.features().observationSize() + samples.features().commandSize();
        if (samples.table()[0].length != width || samples.table().length < 2) {
            samples.close();
            ConfigNode use = node.child("use");
            throw use.error("='" + use.string() + "' holds " + samples.table().length + " rows of "
                    + samples.table()[0].length + " numbers, and what is compared has " + width);
        }
        return new EnergyGuard(name, settings, samples);
    }

    @Override
    public Channel margin() {
        return margin;
    }

    @Override
    public Cause cause() {
        return Cause.OBSERVATION_ATTACK;
    }

    @Override
    public Setup setup() {
        String text = String.format(
                Locale.ROOT,
                "energy: distance of %d samples, one in %d ticks, up to %s, again for %s ms (%s)",
                settings.window,
                settings.everyTicks,
                settings.limit,
                settings.dwellNs / 1e6,
                settings.bad.word());
        return new Setup(name, "attack", text, List.of(Setup.Asset.of(samples)));
    }

    @Override
    public void observe(Sight sight) {
        samples.features().observe(sight.sensors, sight.reference);
    }

    @Override
    public Finding judge(Sight sight, double[] proposal) {
        if (takenTick == Long.MIN_VALUE || sight.tick - takenTick >= settings.everyTicks) {
            takenTick = sight.tick;
            take(proposal);
        }
        boolean good = value <= settings.limit;
        return trip.update(sight.nowNs, !good, good) ? settings.bad : Finding.PASS;
    }

    private void take(double[] proposal) {
        value = Double.NaN;
        samples.features().fill(proposal, features);
        for (int i = 0; i < features.length; i++) {
            if (!Float.isFinite(features[i])) {
                return;
            }
        }
        distance.add(features);
        value = distance.isFull() ? distance.value() : 0;
    }

    @Override
    public double room() {
        return settings.limit - value;
    }

    @Override
    public void acted(double[] executed) {
        samples.features().acted(executed);
    }

    @Override
    public void close() {
        samples.close();
    }
}
