package dev.creance.sim.drive;

import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * An incremental encoder with index on the shaft: it counts lines, knows where a turn begins but for its mounting, and tells the
 * speed from the counts of some periods. Allocation-free after construction; not thread-safe.
 */
public final class Encoder {
    private static final double TURN_RAD = 2 * Math.PI;

    private final Parameters parameters;
    private final double[] counted;
    private int at;
    private boolean started;
    private double counts;
    private double speedRadPerS;

    /**
     * @param countsPerTurn edges counted in one turn
     * @param offsetRad what it reads where the shaft stands at 0
     * @param speedPeriods over how many periods counts make a speed; a speed's resolution is one count in that time
     */
    public record Parameters(int countsPerTurn, double offsetRad, int speedPeriods) {
        double countRad() {
            return TURN_RAD / countsPerTurn;
        }

        /** The speed of one count in the time over which speeds are taken. */
        double speedResolutionRadPerS(double periodS) {
            return countRad() / (periodS * speedPeriods);
        }
    }

    public Encoder(Parameters parameters) {
        this.parameters = parameters;
        counted = new double[parameters.speedPeriods];
    }

    /**
     * Reads the shaft once per period.
     *
     * @param shaftRad the true angle, not wrapped
     * @param periodS since the last reading
     */
    @HotPath
    public void read(double shaftRad, double periodS) {
        counts = Math.floor((shaftRad + parameters.offsetRad) / parameters.countRad());
        if (!started) {
            started = true;
            Arrays.fill(counted, counts);
        }
        speedRadPerS = (counts - counted[at]) * parameters.countRad() / (periodS * counted.length);
        counted[at] = counts;
        at = at + 1 < counted.length ? at + 1 : 0;
    }

    /** The angle of the last count, from 0 to below one turn. */
    @HotPath
    public double angleRad() {
        double turns = Math.floor(counts / parameters.countsPerTurn);
        return (counts - turns * parameters.countsPerTurn) * parameters.countRad();
    }

    /** The mean speed over the last periods. */
    @HotPath
    public double speedRadPerS() {
        return speedRadPerS;
    }

    /** Takes whole turns off, as they were taken off the shaft's angle. */
    @HotPath
    public void turnBack(double turns) {
        counts -= turns * parameters.countsPerTurn;
        for (int i = 0; i < counted.length; i++) {
            counted[i] -= turns * parameters.countsPerTurn;
        }
    }

    /** Counts as if the shaft had turned at this speed for long. */
    void turning(double shaftRad, double omegaRadPerS, double periodS) {
        reset();
        for (int ago = counted.length; ago >= 0; ago--) {
            read(shaftRad - ago * periodS * omegaRadPerS, periodS);
        }
    }

    /** Forgets what it counted. */
    public void reset() {
        started = false;
        at = 0;
        counts = 0;
        speedRadPerS = 0;
    }
}
