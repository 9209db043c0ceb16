package dev.creance.safety.guards;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.LearnedGuard;
import dev.creance.runtime.LearnedGuard.Form;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * Reflexes as in Bresa: a critic rates each proposal, and where the risk is too great, a recovery policy flies until the proposals
 * have been good for a while. The recovery's own commands are not rated: a critic that dislikes those too would leave nobody to
 * fly. What is no probability counts as certain harm.
 */
@HotPath
final class CriticGuard implements Guard {
    private static final double CERTAIN = 1;

    /**
     * @param on risk at which the policy loses command
     * @param off risk at or below which its proposals count as good
     * @param dwellNs for how long they must
     * @param longestNs how long the recovery may fly
     * @param everyTicks how often a proposal is rated
     */
    record Settings(double on, double off, long dwellNs, long longestNs, int everyTicks) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "risk on %s, off %s for %s ms, recovery up to %s ms, every %d ticks",
                    on,
                    off,
                    dwellNs / 1e6,
                    longestNs / 1e6,
                    everyTicks);
        }
    }

    private final String name;
    private final Channel margin;
    private final Settings settings;
    private final Rating rating;

    /** Null where the backup flies at once. */
    private final OwnPolicy recovery;

    private final Trip trip;
    private double risk = Double.NaN;
    private long ratedTick = Long.MIN_VALUE;
    private boolean tripped;

    CriticGuard(String name, Settings settings, Rating rating, OwnPolicy recovery) {
        this.name = name;
        this.margin = Channel.unbounded("guard." + name, "1");
        this.settings = settings;
        this.rating = rating;
        this.recovery = recovery;
        trip = new Trip(settings.dwellNs);
    }

    static CriticGuard read(String name, ConfigNode node, GuardContext context) {
        node.only("kind", "name", "use", "recovery", "on", "off", "dwell", "longest", "every");
        double on = node.child("on").quantity(Dimension.RATIO, 0, 1);
        double off = node.child("off").quantity(Dimension.RATIO, 0, 1);
        if (off >= on) {
            throw node.child("off")
                    .error("=" + off + " is not below on=" + on + ": what takes the command away would give it back");
        }
        boolean recovers = node.has("recovery");
        if (!recovers && node.has("longest")) {
            throw node.child("longest").error(" says how long the recovery may fly, and there is no 'recovery'");
        }
        Settings settings = new Settings(
                on,
                off,
                GuardKeys.dwellNs(node),
                recovers ? node.child("longest").nanoseconds(3600) : 0,
                GuardKeys.count(node, "every", 1, 10_000, 1));
        LearnedGuard critic = context.learned(node, EnumSet.of(Form.CRITIC));
        try {
            return new CriticGuard(
                    name,
                    settings,
                    new Rating(critic, node.child("use")),
                    recovers ? context.policy(node.child("recovery")) : null);
        } catch (RuntimeException e) {
            critic.close();
            throw e;
        }
    }

    @Override
    public Channel margin() {
        return margin;
    }

    @Override
    public Cause cause() {
        return Cause.RISK;
    }

    @Override
    public Setup setup() {
        List<Setup.Asset> learned =
                recovery == null ? List.of(rating.asset()) : List.of(rating.asset(), recovery.asset());
        return new Setup(name, "critic", settings.text(), learned);
    }

    @Override
    public void observe(Sight sight) {
        rating.observe(sight);
        if (recovery != null) {
            recovery.observe(sight);
        }
    }

    @Override
    public Finding judge(Sight sight, double[] proposal) {
        if (ratedTick == Long.MIN_VALUE || sight.tick - ratedTick >= settings.everyTicks) {
            ratedTick = sight.tick;
            risk = CERTAIN; // in case it throws
            double rated = rating.of(proposal);
            risk = rated >= 0 && rated <= 1 ? rated : CERTAIN;
        }
        tripped = trip.update(sight.nowNs, risk >= settings.on, risk <= settings.off);
        if (!tripped) {
            return Finding.PASS;
        }
        boolean may = recovery != null && trip.ageNs(sight.nowNs) < settings.longestNs && recovery.isFinite();
        return may ? Finding.RECOVER : Finding.REJECT;
    }

    @Override
    public double room() {
        return (tripped ? settings.off : settings.on) - risk;
    }

    @Override
    public void recover(double[] out) {
        System.arraycopy(recovery.command(), 0, out, 0, out.length);
    }

    @Override
    public void acted(double[] executed) {
        rating.acted(executed);
        if (recovery != null) {
            recovery.acted(executed);
        }
    }

    @Override
    public void close() {
        rating.close();
        if (recovery != null) {
            recovery.close();
        }
    }
}
