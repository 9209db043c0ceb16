package dev.creance.sim.quadrotor;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code plant.sensors}: how far measurements stray from the truth. Noise is a standard deviation per sample at the
 * device's rate; a bias is a bound, from within which each run draws a constant by its seed.
 *
 * @param gyroNoiseRadPerS white noise of each gyro axis
 * @param gyroBiasRadPerS what calibration at rest leaves of the gyro's offset
 * @param accelNoiseMPerS2 white noise of each accelerometer axis
 * @param accelBiasMPerS2 what calibration at rest leaves of the accelerometer's offset
 * @param positionNoiseM of the positioning system, per axis
 * @param velocityNoiseMPerS of the velocity estimate, per axis
 * @param attitudeNoiseRad of the attitude estimate, per axis
 */
public record SensorConfig(
        double gyroNoiseRadPerS,
        double gyroBiasRadPerS,
        double accelNoiseMPerS2,
        double accelBiasMPerS2,
        double positionNoiseM,
        double velocityNoiseMPerS,
        double attitudeNoiseRad) {
    static final List<String> KEYS = List.of(
            "gyro_noise",
            "gyro_bias",
            "accel_noise",
            "accel_bias",
            "position_noise",
            "velocity_noise",
            "attitude_noise");

    /** Measurements are the truth: what reference cases need. */
    public static SensorConfig ideal() {
        return new SensorConfig(0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * A Crazyflie 2.x under a motion capture system. Inertial unit Bosch BMI088: noise densities 0.014 deg/s/√Hz and
     * 190 µg/√Hz (datasheet 1.9, tables 2 and 3) through its 116 Hz and 145 Hz filters, equivalent noise bandwidth π/2 times
     * that. The residual biases of 0.11 deg/s and 3 mg and the estimate's noise are assumptions of this project.
     */
    public static SensorConfig crazyflie() {
        return new SensorConfig(0.0033, 0.002, 0.028, 0.03, 0.001, 0.01, 0.002);
    }

    static SensorConfig from(Optional<ConfigNode> section) {
        if (section.isEmpty()) {
            return crazyflie();
        }
        ConfigNode node = section.get();
        if (node.isScalar()) {
            return node.choice("crazyflie", "ideal").equals("ideal") ? ideal() : crazyflie();
        }
        OnboardSensors.refuseUnknown(node);
        refuse(node, OnboardSensors.KEYS, "truth");
        return new SensorConfig(
                read(node, "gyro_noise", Dimension.ANGULAR_RATE),
                read(node, "gyro_bias", Dimension.ANGULAR_RATE),
                read(node, "accel_noise", Dimension.ACCELERATION),
                read(node, "accel_bias", Dimension.ACCELERATION),
                read(node, "position_noise", Dimension.LENGTH),
                read(node, "velocity_noise", Dimension.SPEED),
                read(node, "attitude_noise", Dimension.ANGLE));
    }

    /** Whether the device makes its estimate by itself: then {@link OnboardSensors} bind the section. */
    static boolean isForFilter(ConfigNode section) {
        if (section.isScalar()) {
            return false;
        }
        List<String> keys = new ArrayList<>(KEYS);
        keys.add("estimate");
        keys.addAll(OnboardSensors.KEYS);
        section.only(keys.toArray(String[]::new));
        return section.optional("estimate")
                .map(estimate -> estimate.choice("truth", "filter").equals("filter"))
                .orElse(false);
    }

    /** A key that another kind of estimate knows would be without effect. */
    static void refuse(ConfigNode section, List<String> keys, String estimate) {
        for (String key : keys) {
            if (section.has(key)) {
                throw section.child(key)
                        .error(" has no meaning with estimate: " + estimate)
                        .withHint(
                                estimate.equals("truth")
                                        ? "set estimate: filter, or leave it out"
                                        : "it spoils an estimate that is the truth; leave it out");
            }
        }
    }

    private static double read(ConfigNode node, String key, Dimension dimension) {
        return node.optional(key).map(value -> value.quantity(dimension, 0, 10)).orElse(0.0);
    }
}
