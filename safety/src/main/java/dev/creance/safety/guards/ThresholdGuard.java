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

/** A number that must not leave its limit: a learned value of the state, or how unlike the training data state and command are. */
@HotPath
final class ThresholdGuard implements Guard {
    private static final double MOST = 1e9;

    /**
     * @param limit greatest number that is good
     * @param dwellNs how long it must be good again
     * @param bad what follows where it is not
     */
    record Settings(double limit, long dwellNs, Finding bad) {
        String text(String what) {
            return String.format(
                    Locale.ROOT, "%s up to %s, again for %s ms (%s)", what, limit, dwellNs / 1e6, bad.word());
        }
    }

    private final String name;
    private final String kind;
    private final Cause cause;
    private final Channel margin;
    private final Settings settings;
    private final Rating rating;
    private final Trip trip;
    private double value = Double.NaN;

    ThresholdGuard(String name, String kind, Cause cause, Settings settings, Rating rating) {
        this.name = name;
        this.kind = kind;
        this.cause = cause;
        this.margin = Channel.unbounded("guard." + name, "1");
        this.settings = settings;
        this.rating = rating;
        trip = new Trip(settings.dwellNs);
    }

    static ThresholdGuard feasibility(String name, ConfigNode node, GuardContext context) {
        return read(name, node, Cause.INFEASIBLE, context.learned(keys(node), EnumSet.of(Form.VALUE)));
    }

    static ThresholdGuard distribution(String name, ConfigNode node, GuardContext context) {
        LearnedGuard learned = context.learned(keys(node), EnumSet.of(Form.DENSITY, Form.POLYNOMIAL, Form.MAHALANOBIS));
        return read(name, node, Cause.OUT_OF_DISTRIBUTION, learned);
    }

    private static ConfigNode keys(ConfigNode node) {
        return node.only("kind", "name", "use", "limit", "reaction", "dwell");
    }

    /** A value function's limit is 0 by its meaning, and a polynomial's, too. */
    private static ThresholdGuard read(String name, ConfigNode node, Cause cause, LearnedGuard learned) {
        try {
            boolean zero = learned.form() == Form.VALUE || learned.form() == Form.POLYNOMIAL;
            double limit = zero ? GuardKeys.number(node, "limit", -MOST, 0) : GuardKeys.number(node, "limit", -MOST);
            Settings settings = new Settings(limit, GuardKeys.dwellNs(node), GuardKeys.reaction(node));
            return new ThresholdGuard(
                    name, node.child("kind").string(), cause, settings, new Rating(learned, node.child("use")));
        } catch (RuntimeException e) {
            learned.close();
            throw e;
        }
    }

    @Override
    public Channel margin() {
        return margin;
    }

    @Override
    public Cause cause() {
        return cause;
    }

    @Override
    public Setup setup() {
        String what = kind.equals("feasibility") ? "value" : "unlikeness";
        return new Setup(name, kind, settings.text(what), List.of(rating.asset()));
    }

    @Override
    public void observe(Sight sight) {
        rating.observe(sight);
    }

    @Override
    public Finding judge(Sight sight, double[] proposal) {
        value = Double.NaN; // in case it throws
        value = rating.of(proposal);
        boolean good = value <= settings.limit;
        return trip.update(sight.nowNs, !good, good) ? settings.bad : Finding.PASS;
    }

    @Override
    public double room() {
        return settings.limit - value;
    }

    @Override
    public void acted(double[] executed) {
        rating.acted(executed);
    }

    @Override
    public void close() {
        rating.close();
    }
}
