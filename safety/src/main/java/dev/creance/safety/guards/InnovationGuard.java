package dev.creance.safety.guards;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Locale;

/**
 * Small errors of prediction that do not end, none of which says anything alone: a cumulative sum (Page 1954) of each frame's
 * greatest error over its bound, s⁺ = max(0, s + e − slack). It ends at twice its limit, so that honest frames clear it.
 */
@HotPath
final class InnovationGuard implements Guard {
    /** Half of what a machine within its tolerances may do. */
    private static final double STANDARD_SLACK = 0.5;

    /**
     * @param limit greatest sum
     * @param slack what of each error counts for nothing
     * @param overNs how long the model goes on by itself
     */
    record Settings(double limit, double slack, long overNs, long dwellNs, Finding bad) {}

    private final String name;
    private final Settings settings;
    private final Channel margin;
    private final Consistency consistency;
    private final Trip trip;
    private double sum;

    InnovationGuard(String name, Settings settings, TransitionModel model) {
        this.name = name;
        this.settings = settings;
        margin = Channel.unbounded("guard." + name, "1");
        consistency = new Consistency(model, settings.overNs);
        trip = new Trip(settings.dwellNs);
    }

    static InnovationGuard read(String name, ConfigNode node, GuardContext context) {
        node.only("kind", "name", "method", "limit", "slack", "over", "reaction", "dwell");
        Settings settings = new Settings(
                GuardKeys.number(node, "limit", 0),
                GuardKeys.number(node, "slack", 0, STANDARD_SLACK),
                GuardKeys.durationNs(node, "over", 0),
                GuardKeys.dwellNs(node),
                GuardKeys.reaction(node));
        return new InnovationGuard(name, settings, context.model());
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
                "innovation: sum of errors beyond %s bounds up to %s, again for %s ms (%s)",
                settings.slack,
                settings.limit,
                settings.dwellNs / 1e6,
                settings.bad.word());
        return new Setup(name, "attack", text, List.of());
    }

    @Override
    public void observe(Sight sight) {
        if (consistency.see(sight)) {
            double next = sum + consistency.worst() - settings.slack;
            double most = 2 * settings.limit;
            sum = next <= 0 ? 0 : next <= most ? next : most; // NaN leads to the most
        }
    }

    @Override
    public Finding judge(Sight sight, double[] proposal) {
        boolean bad = sum > settings.limit;
        return trip.update(sight.nowNs, bad, !bad) ? settings.bad : Finding.PASS;
    }

    @Override
    public double room() {
        return settings.limit - sum;
    }

    @Override
    public void acted(double[] executed) {
        consistency.acted(executed);
    }
}
