package dev.creance.bench.guards;

import dev.creance.bench.SteppedLoop;
import dev.creance.runtime.FailsafeState;
import java.util.Arrays;

/** One episode, tick by tick, with guards that only warn: all of them see the same flight. */
final class Episode {
    /** The guards' own, in which an alarm goes on. */
    private static final double DWELL_S = 0.2;

    private final Family family;
    private final Scene scene;
    private final SteppedLoop loop;
    private final double tickS;
    private final int firstMargin;
    private final double[][] worst;
    private final int[] firstTicks;
    private final int[] alarms;
    private final double[] beyondS;
    private final double[] state;
    private int shieldTicks = -1;
    private double harm;

    Episode(Family family, Scene scene) {
        this.family = family;
        this.scene = scene;
        loop = new SteppedLoop(scene.loop());
        tickS = scene.loop().tickNs() * 1e-9;
        int guards = family.guards().size();
        firstMargin = scene.loop().shield().margins().size() - guards;
        worst = new double[guards][family.times().windows().length];
        for (double[] each : worst) {
            Arrays.fill(each, Double.NEGATIVE_INFINITY);
        }
        firstTicks = new int[guards];
        Arrays.fill(firstTicks, -1);
        alarms = new int[guards];
        beyondS = new double[guards];
        Arrays.fill(beyondS, Double.NEGATIVE_INFINITY);
        state = new double[scene.loop().machine().states()];
    }

    Outcome play() {
        loop.begin(scene.start());
        Family.Times times = family.times();
        long onset = Math.round(times.onset() / tickS);
        long end = Math.round(times.end() / tickS);
        long tick = 0;
        for (; tick < end && !loop.decision().state.isEnding(); tick++) {
            double nowS = tick * tickS;
            double sinceS = (tick - onset) * tickS;
            scene.weather().act(nowS, scene.loop().machine());
            loop.tick(sensors -> scene.effect().act(sinceS, sensors, loop));
            if (nowS >= times.settled()) {
                listen(nowS);
            }
            if (tick >= onset) {
                watch((int) (tick - onset));
            }
        }
        return new Outcome(worst, firstTicks, alarms, Math.max(0, tick * tickS - times.settled()), shieldTicks, harm);
    }

    private boolean isJudged() {
        return loop.decision().state == FailsafeState.ACTIVE;
    }

    /** By how much a guard is beyond its limit; what is no number is beyond any. */
    private double excess(int guard) {
        double room = loop.decision().margins[firstMargin + guard];
        return Double.isNaN(room) ? Double.POSITIVE_INFINITY : -room;
    }

    private void listen(double nowS) {
        for (int guard = 0; guard < alarms.length && isJudged(); guard++) {
            if (excess(guard) > 0) {
                alarms[guard] += nowS - beyondS[guard] > DWELL_S ? 1 : 0;
                beyondS[guard] = nowS;
            }
        }
    }

    private void watch(int sinceTicks) {
        if (!isJudged() && shieldTicks < 0) {
            shieldTicks = sinceTicks;
        }
        scene.loop().machine().state(state);
        harm = Math.max(harm, scene.harm().of(loop.out().reference.values, state));
        double[] windows = family.times().windows();
        for (int guard = 0; guard < alarms.length && isJudged(); guard++) {
            double excess = excess(guard);
            if (excess > 0 && firstTicks[guard] < 0) {
                firstTicks[guard] = sinceTicks;
            }
            for (int i = 0; i < windows.length; i++) {
                if (sinceTicks * tickS < windows[i]) {
                    worst[guard][i] = Math.max(worst[guard][i], excess);
                }
            }
        }
    }
}
