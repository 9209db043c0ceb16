package dev.creance.sim;

import dev.creance.runtime.HotPath;
import java.util.Locale;

/**
 * One fault to inject: one entry of {@code scenario.faults}, which {@link FaultFormat} reads and docs/simulator.md lists.
 *
 * <pre>{@code
 * - {kind: link_cut, at: 8 s, for: 300 ms}
 * - {kind: sensor_bias, at: 8 s, for: forever, signal: gyro.x, size: 0.1 rad/s}
 * - {kind: actuator_partial, at: 8 s, for: 1 s, signal: motor.2, factor: 0.7}
 * }</pre>
 *
 * @param kind what happens
 * @param atNs since the machine was first armed; faults of the host count from when the policy took over, a few ticks later
 * @param forNs how long; {@link #FOREVER}, or 0 for one frame
 * @param details how much, and of what
 */
public record Fault(Kind kind, long atNs, long forNs, Details details) {
    public static final long FOREVER = Long.MAX_VALUE;

    /** A fault of which there is nothing more to say. */
    public Fault(Kind kind, long atNs, long forNs) {
        this(kind, atNs, forNs, Details.NONE);
    }

    /** What of the machine fails. */
    public enum Layer {
        SENSOR,
        ACTUATOR,
        LINK,
        PLANT,
        HOST
    }

    /** What else a fault may concern beside its own place. */
    public enum Scope {
        ALL,
        /** Of a sensor: what is streamed alone, not what the firmware works with. */
        FRAMES,
        /** Of a freeze: the time of the sample too. */
        SAMPLE_TIME,
        /** Of the link: this way alone. */
        TO_HOST,
        /** Of the link: this way alone. */
        TO_DEVICE
    }

    /**
     * @param channels offsets into the sensors or the actuators; of a swap, the one half to be changed with the other
     * @param size what is added, multiplied or drawn against, by kind
     * @param timeNs over which a drift grows, of a lag, or how much longer something takes
     */
    public record Details(int[] channels, double[] size, long timeNs, Scope scope) {
        static final Details NONE = new Details(new int[0], new double[1], 0, Scope.ALL);

        static Details of(double size) {
            return new Details(new int[0], new double[] {size}, 0, Scope.ALL);
        }

        static Details lasting(long timeNs) {
            return new Details(new int[0], new double[1], timeNs, Scope.ALL);
        }
    }

    /** What can go wrong. */
    public enum Kind {
        /** Nothing passes the link in either direction, but the simulator's own time grants. */
        LINK_CUT(Layer.LINK),
        /** Sensor frames go on with the values they had. */
        SENSOR_FREEZE(Layer.SENSOR),
        /** A bit of a sensor frame is flipped on the wire. */
        FRAME_CORRUPT(Layer.LINK),
        /** A force acts on the vehicle. */
        WIND_GUST(Layer.PLANT),
        /** The policy returns NaN. */
        POLICY_NAN(Layer.HOST),
        /** The policy does not return. */
        POLICY_HANG(Layer.HOST),
        /** The policy takes longer than it should. */
        POLICY_SLOW(Layer.HOST),
        /** The policy's engine answers with a tensor of another shape, which is none. */
        POLICY_SHAPE(Layer.HOST),
        /** Ticks begin later than they should. */
        TICK_OVERRUN(Layer.HOST),
        /** The host's clock leaps, and back when the fault is over. */
        CLOCK_JUMP(Layer.HOST),
        /** A sensor gives nothing: its channels are not valid. */
        SENSOR_DROPOUT(Layer.SENSOR),
        /** A sensor stays where it was. */
        SENSOR_STUCK(Layer.SENSOR),
        /** A sensor is off by so much. */
        SENSOR_BIAS(Layer.SENSOR),
        /** A sensor is off by more and more. */
        SENSOR_DRIFT(Layer.SENSOR),
        /** A sensor is off for one sample, or some. */
        SENSOR_SPIKE(Layer.SENSOR),
        /** A sensor says a multiple. */
        SENSOR_SCALE(Layer.SENSOR),
        /** A sensor is noisy. */
        SENSOR_NOISE(Layer.SENSOR),
        /** Two sensors are taken for one another. */
        SENSOR_SWAP(Layer.SENSOR),
        /** A sensor says what is no number. */
        SENSOR_NAN(Layer.SENSOR),
        /** An actuator gives nothing. */
        ACTUATOR_LOSS(Layer.ACTUATOR),
        /** An actuator gives a part of what it should. */
        ACTUATOR_PARTIAL(Layer.ACTUATOR),
        /** An actuator stays where it was. */
        ACTUATOR_STUCK(Layer.ACTUATOR),
        /** An actuator follows slowly. */
        ACTUATOR_LAG(Layer.ACTUATOR),
        /** Frames are lost, one by one. */
        LINK_LOSS(Layer.LINK),
        /** Frames are lost, some in a row. */
        LINK_BURST(Layer.LINK),
        /** Frames come later. */
        LINK_DELAY(Layer.LINK),
        /** Frames come after their successors. */
        LINK_REORDER(Layer.LINK),
        /** Frames come twice. */
        LINK_DUPLICATE(Layer.LINK),
        /** A bit of a frame is flipped. */
        LINK_FLIP(Layer.LINK),
        /** Noise comes between the frames. */
        LINK_FLOOD(Layer.LINK),
        /** The machine is heavier or lighter. */
        PLANT_MASS(Layer.PLANT),
        /** The machine turns more or less easily. */
        PLANT_INERTIA(Layer.PLANT),
        /** The machine is rubbed more or less. */
        PLANT_FRICTION(Layer.PLANT),
        /** A rotor turns as it should, but gives less, as with a broken blade. */
        ROTOR_LOSS(Layer.PLANT),
        /** The supply gives less voltage. */
        SUPPLY_SAG(Layer.PLANT);

        private final Layer layer;

        Kind(Layer layer) {
            this.layer = layer;
        }

        public Layer layer() {
            return layer;
        }

        /** As configurations and summaries write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the host injects it, not the simulated device. */
        public boolean onHost() {
            return layer == Layer.HOST;
        }
    }

    /** Whether it acts so long after arming. */
    @HotPath
    boolean acts(long elapsedNs) {
        return elapsedNs >= atNs && elapsedNs - atNs < forNs;
    }
}
