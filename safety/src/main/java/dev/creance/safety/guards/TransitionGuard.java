package dev.creance.safety.guards;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Locale;

/** Frames that cannot follow from those before under the commands that were sent: sensors, actuators or parameters are wrong. */
@HotPath
final class TransitionGuard implements Guard {
    /**
     * @param limit greatest error over its bound
     * @param forNs how long it must be beyond: what detection is delayed by
     * @param overNs how long the model goes on by itself
     */
    record Settings(double limit, long forNs, long overNs, long dwellNs, Finding bad) {}

    private final String name;
    private final Settings settings;
    private final Channel margin;
    private final Consistency consistency;
    private final Trip trip;
    private long beyondSinceNs = Long.MIN_VALUE;

    TransitionGuard(String name, Settings settings, TransitionModel model) {
        this.name = name;
        this.settings = settings;
        margin = Channel.unbounded("guard." + name, "1");
        consistency = new Consistency(model, settings.overNs);
        trip = new Trip(settings.dwellNs);
    }

    static TransitionGuard read(String name, ConfigNode node, GuardContext context) {
        node.only("kind", "name", "limit", "over", "for", "reaction", "dwell");
        Settings settings = new Settings(
                GuardKeys.number(node, "limit", 0, 1),
                GuardKeys.durationNs(node, "for", 0),
                GuardKeys.durationNs(node, "over", 0),
                GuardKeys.dwellNs(node),
                GuardKeys.reaction(node));
        return new TransitionGuard(name, settings, context.model());
    }

    @Override
    public Channel margin() {
        return margin;
    }

    @Override
    public Cause cause() {
        return Cause.INCONSISTENT;
    }

    @Override
    public Setup setup() {
        String text = String.format(
                Locale.ROOT,
                "error up to %s bounds over %s ms, or beyond for up to %s ms; again for %s ms (%s)",
                settings.limit,
                settings.overNs / 1e6,
                settings.forNs / 1e6,
                settings.dwellNs / 1e6,
                settings.bad.word());
        return new Setup(name, "transition", text, List.of());
    }

    @Override
    public void observe(Sight sight) {
        if (consistency.see(sight)) {
            boolean beyond = !(consistency.worst() <= settings.limit);
            beyondSinceNs = !beyond ? Long.MIN_VALUE : beyondSinceNs == Long.MIN_VALUE ? sight.nowNs : beyondSinceNs;
        }
    }

    @Override
    public Finding judge(Sight sight, double[] proposal) {
        boolean beyond = beyondSinceNs != Long.MIN_VALUE;
        boolean bad = beyond && sight.nowNs - beyondSinceNs >= settings.forNs;
        return trip.update(sight.nowNs, bad, !beyond) ? settings.bad : Finding.PASS;
    }

    @Override
    public double room() {
        return settings.limit - consistency.worst();
    }

    @Override
    public void acted(double[] executed) {
        consistency.acted(executed);
    }
}
