package dev.creance.sim.sensor;

import dev.creance.runtime.HotPath;
import dev.creance.sim.Noise;

/**
 * One sensor of one or several axes: takes samples of the truth at its own rate, spoils them, and lets them arrive later, or not.
 *
 * <pre>{@code
 * Sensor gyro = new Sensor(new Sensor.Parameters(3, errors, timing, 0.01), 1_000_000, seed);
 * gyro.advance(truth, at, nowNs);            // once in each period of the device
 * if (gyro.arrived()) { use(gyro.value(), gyro.sampleNs()); }
 * }</pre>
 *
 * Deterministic for a seed; allocation-free after construction; not thread-safe.
 */
@HotPath
public final class Sensor {
    private final Parameters parameters;
    private final Noise noise;
    private final ErrorChain chain;
    private final DelayLine underWay;
    private final long latencyNs;
    private final double jitterNs;
    private final double[] value;
    private int untilSample;
    private boolean arrived;
    private boolean ever;
    private long sampleNs;

    /**
     * What a sensor is.
     *
     * @param axes values in a sample
     * @param mountingRad bound of the angle by which a triad is turned against the body; 0 for anything but triads
     */
    public record Parameters(int axes, SensorErrors errors, SensorTiming timing, double mountingRad) {
        public Parameters {
            if (axes < 1 || (mountingRad != 0 && axes != 3)) {
                throw new IllegalArgumentException("axes=" + axes + " with mountingRad=" + mountingRad
                        + "; only a triad can be turned, and none has less than one axis");
            }
        }
    }

    /** @param periodNs of the device, which calls {@link #advance} once in each */
    public Sensor(Parameters parameters, long periodNs, long seed) {
        this.parameters = parameters;
        noise = new Noise(seed);
        SensorTiming timing = parameters.timing;
        double samplePeriodS = periodNs * 1e-9 * timing.divider();
        chain = new ErrorChain(parameters.errors, parameters.axes, parameters.mountingRad, samplePeriodS, noise);
        double longestS = timing.latencyS() + timing.jitterS();
        underWay = new DelayLine((int) Math.ceil(longestS / samplePeriodS) + 2, parameters.axes);
        latencyNs = Math.round(timing.latencyS() * 1e9);
        jitterNs = timing.jitterS() * 1e9;
        value = new double[parameters.axes];
    }

    /** One period of the device: takes a sample if one is due, and delivers what arrives. */
    public void advance(double[] truth, int at, long nowNs) {
        SensorTiming timing = parameters.timing;
        if (untilSample == 0) {
            untilSample = timing.divider();
            take(truth, at, nowNs);
        }
        untilSample--;
        arrived = false;
        long takenNs = underWay.poll(nowNs, value);
        while (takenNs != Long.MIN_VALUE) {
            arrived = true;
            ever = true;
            sampleNs = takenNs;
            takenNs = underWay.poll(nowNs, value);
        }
    }

    private void take(double[] truth, int at, long nowNs) {
        double[] next = underWay.next();
        chain.apply(truth, at, next);
        long laterNs = jitterNs > 0 ? (long) (jitterNs * noise.uniform()) : 0;
        boolean lost = parameters.timing.dropout() > 0 && noise.uniform() < parameters.timing.dropout();
        if (!lost) {
            underWay.push(nowNs, nowNs + latencyNs + laterNs);
        }
    }

    /** Whether a sample arrived in this period. */
    public boolean arrived() {
        return arrived;
    }

    /** Whether any sample has arrived yet. */
    public boolean everArrived() {
        return ever;
    }

    /** The newest sample that has arrived; read only. */
    public double[] value() {
        return value;
    }

    /** When it was taken. */
    public long sampleNs() {
        return sampleNs;
    }
}
