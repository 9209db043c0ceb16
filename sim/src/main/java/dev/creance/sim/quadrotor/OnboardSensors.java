package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.estimate.InertialFilterSettings;
import dev.creance.dynamics.quadrotor.estimate.InertialFilterSettings.Limits;
import dev.creance.dynamics.quadrotor.estimate.InertialFilterSettings.Noise;
import dev.creance.dynamics.quadrotor.estimate.InertialFilterSettings.StartDeviations;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.sim.sensor.Sensor;
import dev.creance.sim.sensor.SensorErrors;
import dev.creance.sim.sensor.SensorFormat;
import dev.creance.sim.sensor.SensorTiming;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code plant.sensors} with {@code estimate: filter}: an inertial unit and a positioning system, from which the device
 * makes its own estimate. What a section leaves out is that of a Crazyflie 2.x under motion capture.
 *
 * <pre>{@code
 * sensors: {estimate: filter, position: {rate: 50 Hz, latency: 20 ms, jitter: 5 ms, dropout: 5 %, noise: 5 mm}}
 * }</pre>
 *
 * @param gyro a triad
 * @param accel a triad, sampled with the gyro
 * @param position a fix, world axes
 * @param orientation a fix: a quaternion, each of whose four parts strays by half the angle's deviation
 */
record OnboardSensors(
        Sensor.Parameters gyro, Sensor.Parameters accel, Sensor.Parameters position, Sensor.Parameters orientation) {
    static final List<String> KEYS = List.of("imu", "gyro", "accel", "position", "orientation");

    /** BMI088, datasheet 1.9, tables 2 and 3: 0.014 deg/s/√Hz and 190 µg/√Hz, here per sample at 1 kHz; 16 bits over ±2000 deg/s, ±24 g. */
    private static final Triad GYRO =
            new Triad(7.7e-3, 0.002, 1e-5, 0, Math.toRadians(2000), Math.toRadians(4000) / 65536);

    private static final Triad ACCEL = new Triad(0.059, 0.03, 2e-4, 0, 24 * 9.81, 48 * 9.81 / 65536);

    /** Motion capture at 100 Hz over radio; its figures are assumptions of this project. */
    private static final Fix POSITION = new Fix(100, 0.010, 0.002, 0, 0.001);

    private static final Fix ORIENTATION = new Fix(100, 0.010, 0.002, 0, 0.005);

    /** Nobody believes fixes beyond what surveys of such systems' markers are good for. */
    private static final double LEAST_POSITION_M = 1e-3;

    private static final double LEAST_ORIENTATION_RAD = 2e-3;

    /** A filter must expect more than its sensors' noise: what integration leaves out, and mounting and gain errors. */
    private static final double CAUTION = 3;

    private record Triad(double noise, double bias, double walk, double scale, double range, double resolution) {}

    private record Fix(double rateHz, double latencyS, double jitterS, double dropout, double noise) {}

    static OnboardSensors crazyflie(int rateHz) {
        Sampling sampling = Sampling.every(rateHz);
        return new OnboardSensors(
                sampling.triad(GYRO),
                sampling.triad(ACCEL),
                fix(POSITION, 3, POSITION.noise, rateHz),
                fix(ORIENTATION, 4, ORIENTATION.noise / 2, rateHz));
    }

    /** @param rateHz of the device */
    static OnboardSensors from(ConfigNode node, int rateHz) {
        refuseUnknown(node);
        SensorConfig.refuse(node, SensorConfig.KEYS, "filter");
        Sampling sampling =
                node.optional("imu").map(imu -> Sampling.from(imu, rateHz)).orElseGet(() -> Sampling.every(rateHz));
        Fix position = fix(node.optional("position"), POSITION, Dimension.LENGTH, rateHz);
        Fix orientation = fix(node.optional("orientation"), ORIENTATION, Dimension.ANGLE, rateHz);
        return new OnboardSensors(
                sampling.triad(triad(node.optional("gyro"), GYRO, Dimension.ANGULAR_RATE)),
                sampling.triad(triad(node.optional("accel"), ACCEL, Dimension.ACCELERATION)),
                fix(position, 3, position.noise, rateHz),
                fix(orientation, 4, orientation.noise / 2, rateHz));
    }

    /** Whatever the estimate is made of, a key that nobody knows is refused as such. */
    static void refuseUnknown(ConfigNode node) {
        node.optional("imu").ifPresent(imu -> imu.only("rate", "latency", "jitter", "dropout", "mounting"));
        for (String triad : List.of("gyro", "accel")) {
            node.optional(triad)
                    .ifPresent(section -> section.only("noise", "bias", "walk", "scale", "range", "resolution"));
        }
        for (String fix : List.of("position", "orientation")) {
            node.optional(fix).ifPresent(section -> section.only("rate", "latency", "jitter", "dropout", "noise"));
        }
    }

    /** How the inertial unit is read, and how it is mounted. */
    private record Sampling(SensorTiming timing, double periodS, double mountingRad) {
        static Sampling every(int rateHz) {
            return new Sampling(SensorTiming.immediate(), 1.0 / rateHz, 0);
        }

        static Sampling from(ConfigNode node, int rateHz) {
            int divider = node.optional("rate")
                    .map(rate -> SensorFormat.divider(rate, rateHz))
                    .orElse(1);
            SensorTiming timing = new SensorTiming(
                    divider,
                    quantity(node, "latency", Dimension.TIME, 0.1, 0),
                    quantity(node, "jitter", Dimension.TIME, 0.1, 0),
                    quantity(node, "dropout", Dimension.RATIO, 1, 0));
            return new Sampling(
                    timing, (double) divider / rateHz, quantity(node, "mounting", Dimension.ANGLE, Math.PI, 0));
        }

        Sensor.Parameters triad(Triad triad) {
            // a deviation per sample at the unit's own rate is a density times the root of that rate
            double density = triad.noise * Math.sqrt(periodS);
            SensorErrors errors =
                    new SensorErrors(triad.scale, triad.bias, triad.walk, density, triad.range, triad.resolution);
            return new Sensor.Parameters(3, errors, timing, mountingRad);
        }
    }

    private static Triad triad(Optional<ConfigNode> section, Triad usual, Dimension dimension) {
        if (section.isEmpty()) {
            return usual;
        }
        ConfigNode node = section.get();
        return new Triad(
                quantity(node, "noise", dimension, 10, usual.noise),
                quantity(node, "bias", dimension, 10, usual.bias),
                quantity(node, "walk", dimension, 10, usual.walk),
                quantity(node, "scale", Dimension.RATIO, 0.5, usual.scale),
                quantity(node, "range", dimension, 1000, usual.range),
                quantity(node, "resolution", dimension, 10, usual.resolution));
    }

    private static Fix fix(Optional<ConfigNode> section, Fix usual, Dimension dimension, int rateHz) {
        if (section.isEmpty()) {
            return usual;
        }
        ConfigNode node = section.get();
        return new Fix(
                node.optional("rate")
                        .map(rate -> (double) rateHz / SensorFormat.divider(rate, rateHz))
                        .orElse(usual.rateHz),
                quantity(node, "latency", Dimension.TIME, 1, usual.latencyS),
                quantity(node, "jitter", Dimension.TIME, 1, usual.jitterS),
                quantity(node, "dropout", Dimension.RATIO, 1, usual.dropout),
                quantity(node, "noise", dimension, 1, usual.noise));
    }

    private static Sensor.Parameters fix(Fix fix, int axes, double noise, int rateHz) {
        int divider = (int) Math.max(1, Math.rint(rateHz / fix.rateHz));
        SensorTiming timing = new SensorTiming(divider, fix.latencyS, fix.jitterS, fix.dropout);
        double density = noise * Math.sqrt((double) divider / rateHz);
        return new Sensor.Parameters(axes, new SensorErrors(0, 0, 0, density, 0, 0), timing, 0);
    }

    private static double quantity(ConfigNode node, String key, Dimension dimension, double most, double usual) {
        return node.optional(key)
                .map(value -> value.quantity(dimension, 0, most))
                .orElse(usual);
    }

    /** Standard deviation of a position fix, as the device believes it. */
    double positionDeviationM(int rateHz) {
        return Math.max(LEAST_POSITION_M, deviation(position, rateHz));
    }

    double orientationDeviationRad(int rateHz) {
        return Math.max(LEAST_ORIENTATION_RAD, 2 * deviation(orientation, rateHz));
    }

    private static double deviation(Sensor.Parameters sensor, int rateHz) {
        return sensor.errors().noiseDensity()
                * Math.sqrt((double) rateHz / sensor.timing().divider());
    }

    /** What a filter on board would be told about these sensors. */
    InertialFilterSettings filter(double[] gravityMPerS2, int rateHz) {
        SensorErrors rate = gyro.errors();
        SensorErrors force = accel.errors();
        // at rest, gravity across a unit that is mounted at an angle looks like a bias
        double tiltedMPerS2 = -gravityMPerS2[2] * accel.mountingRad();
        double oldestS = Math.max(oldestS(position), oldestS(orientation));
        double imuS = (double) gyro.timing().divider() / rateHz
                + gyro.timing().latencyS()
                + gyro.timing().jitterS();
        return new InertialFilterSettings(
                new Noise(
                        Math.max(1e-4, CAUTION * rate.noiseDensity()),
                        Math.max(1e-3, CAUTION * force.noiseDensity()),
                        Math.max(1e-5, CAUTION * rate.biasWalk()),
                        Math.max(1e-4, CAUTION * force.biasWalk())),
                new StartDeviations(
                        0.01, 0.02, 0.02, Math.max(0.01, force.bias() + tiltedMPerS2), Math.max(1e-3, rate.bias())),
                gravityMPerS2,
                oldestS + 2.0 / rateHz,
                new Limits(
                        Limits.defaults().gate(),
                        Limits.defaults().refusals(),
                        Math.max(Limits.defaults().longestGapS(), 3 * imuS),
                        Limits.defaults().longestBlindS()));
    }

    private static double oldestS(Sensor.Parameters sensor) {
        return sensor.timing().latencyS() + sensor.timing().jitterS();
    }
}
