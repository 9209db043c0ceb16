package dev.creance.safety.guards;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Locale;

/**
 * A second policy for the same task, asked about the same observations: an attack is made for one network, and does not carry over to
 * another in full. The measure is the mean over the newest actions of the greatest difference of a command over its range.
 */
@HotPath
final class TwinGuard implements Guard {
    /**
     * @param window actions whose differences are averaged
     * @param limit greatest mean difference
     */
    record Settings(int window, double limit, long dwellNs, Finding bad) {}

    private final String name;
    private final Settings settings;
    private final Channel margin;
    private final OwnPolicy twin;
    private final double[] ranges;
    private final Trip trip;
    private final double[] before;
    private final double[] differences;
    private long beforeTick = -1;
    private long newestTick = -1;
    private long comparedTick = -1;
    private final double[] newest;
    private int count;
    private double value;

    /** @param ranges of the commands */
    TwinGuard(String name, Settings settings, OwnPolicy twin, double[] ranges) {
        this.name = name;
        this.settings = settings;
        this.twin = twin;
        this.ranges = ranges;
        margin = Channel.unbounded("guard." + name, "1");
        trip = new Trip(settings.dwellNs);
        before = new double[ranges.length];
        newest = new double[ranges.length];
        differences = new double[settings.window];
    }

    static TwinGuard read(String name, ConfigNode node, GuardContext context) {
        node.only("kind", "name", "method", "use", "window", "limit", "reaction", "dwell");
        Settings settings = new Settings(
                GuardKeys.count(node, "window", 1, 500, 1),
                GuardKeys.number(node, "limit", 0),
                GuardKeys.dwellNs(node),
                GuardKeys.reaction(node));
        return new TwinGuard(name, settings, context.policy(node.child("use")), context.ranges());
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
                "twin: mean difference of %d actions up to %s of the range, again for %s ms (%s)",
                settings.window,
                settings.limit,
                settings.dwellNs / 1e6,
                settings.bad.word());
        return new Setup(name, "attack", text, List.of(twin.asset()));
    }

    /** The policy's answer to an observation may come a tick later than the twin's: so that before the newest is kept. */
    @Override
    public void observe(Sight sight) {
        twin.observe(sight);
        if (twin.answeredTick() != newestTick) {
            System.arraycopy(newest, 0, before, 0, before.length);
            beforeTick = newestTick;
            newestTick = twin.answeredTick();
        }
        System.arraycopy(twin.command(), 0, newest, 0, newest.length);
    }

    @Override
    public Finding judge(Sight sight, double[] proposal) {
        if (sight.actionTick != comparedTick) {
            if (sight.actionTick == newestTick) {
                compare(proposal, newest, sight.actionTick);
            } else if (sight.actionTick == beforeTick) {
                compare(proposal, before, sight.actionTick);
            }
        }
        boolean good = value <= settings.limit;
        return trip.update(sight.nowNs, !good, good) ? settings.bad : Finding.PASS;
    }

    private void compare(double[] proposal, double[] other, long tick) {
        comparedTick = tick;
        double greatest = 0;
        for (int i = 0; i < ranges.length; i++) {
            greatest = Math.max(greatest, Math.abs(proposal[i] - other[i]) / ranges[i]); // NaN stays
        }
        differences[count % differences.length] = greatest;
        count++;
        int held = Math.min(count, differences.length);
        double sum = 0;
        for (int i = 0; i < held; i++) {
            sum += differences[i];
        }
        value = sum / held;
    }

    @Override
    public double room() {
        return settings.limit - value;
    }

    @Override
    public void acted(double[] executed) {
        twin.acted(executed);
    }

    @Override
    public void close() {
        twin.close();
    }
}
