package dev.creance.sim.sensor;

import dev.creance.runtime.HotPath;
import dev.creance.sim.Noise;
import java.util.List;

/**
 * The sensors of a machine, each for some of the values that it measures. Until a sensor's first sample arrives its values are left as
 * they are. Deterministic for a seed; allocation-free after construction; not thread-safe.
 */
@HotPath
public final class SensorBank {
    private final Sensor[] sensors;
    private final int[] at;
    private final long periodNs;
    private long nowNs;

    /**
     * A sensor and its place.
     *
     * @param at offset of its first value
     */
    public record Placed(Sensor.Parameters parameters, int at) {}

    public SensorBank(List<Placed> placed, long periodNs, Noise seeds) {
        this.periodNs = periodNs;
        sensors = new Sensor[placed.size()];
        at = new int[placed.size()];
        for (int i = 0; i < sensors.length; i++) {
            sensors[i] = new Sensor(placed.get(i).parameters(), periodNs, seeds.bits());
            at[i] = placed.get(i).at();
        }
    }

    /** Turns true values into what the sensors say of them, in place; once in each period. */
    public void sense(double[] valuesInOut) {
        for (int i = 0; i < sensors.length; i++) {
            Sensor sensor = sensors[i];
            sensor.advance(valuesInOut, at[i], nowNs);
            if (sensor.everArrived()) {
                System.arraycopy(sensor.value(), 0, valuesInOut, at[i], sensor.value().length);
            }
        }
        nowNs += periodNs;
    }

    /** Whether the sensor of this number, as they were given, had a new sample in this period. */
    public boolean arrived(int sensor) {
        return sensors[sensor].arrived();
    }
}
