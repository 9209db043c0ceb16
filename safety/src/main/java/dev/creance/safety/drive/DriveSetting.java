package dev.creance.safety.drive;

import dev.creance.runtime.config.Dimension;
import dev.creance.safety.Setting;

/** The numbers of a drive's shield, beside {@link dev.creance.safety.SharedSetting}. */
enum DriveSetting implements Setting {
    CURRENT(
            "limits.current",
            Dimension.CURRENT,
            Double.NaN,
            range(1e-3, 1e5),
            "greatest length of the current's vector"),
    SPEED(
            "limits.speed",
            Dimension.ANGULAR_RATE,
            Double.NaN,
            range(1e-2, 1e5),
            "greatest speed of the shaft, either way"),
    WINDING_TEMPERATURE(
            "limits.winding_temperature",
            Dimension.TEMPERATURE,
            400,
            range(250, 600),
            "greatest temperature of the windings; insulation of class F less 28 K"),
    INVERTER_TEMPERATURE(
            "limits.inverter_temperature",
            Dimension.TEMPERATURE,
            380,
            range(250, 600),
            "greatest temperature of the inverter; junctions at 423 K less 43 K"),
    SUPPLY_MIN(
            "limits.supply.min",
            Dimension.VOLTAGE,
            0,
            range(0, 1e5),
            "least supply voltage with which the machine is driven; 0 for 0.7 of limits.supply.max"),
    SUPPLY_MAX("limits.supply.max", Dimension.VOLTAGE, Double.NaN, range(1, 1e5), "greatest supply voltage"),
    SUPPLY_ENERGY(
            "limits.supply.capacity",
            Dimension.RATIO,
            0,
            range(0, 1e6),
            "energy, J, that raises the supply from limits.supply.min to limits.supply.max, where nothing takes back what a braking machine feeds in; 0 for a supply that does"),
    DUTY_MAX("limits.duty.max", Dimension.RATIO, 1, range(0.05, 1), "greatest length of the voltage's vector"),
    DUTY_SLEW(
            "limits.duty.slew",
            Dimension.PER_TIME,
            4000,
            range(1, 1e6),
            "greatest change of each of its parts; from end to end in half a millisecond"),
    SENSOR_AGE(
            "limits.sensor_age",
            Dimension.TIME,
            0.005,
            range(1e-4, 0.5),
            "oldest valid sensor frame on which anyone but the backup is in charge; 5 frames at 1 kHz"),
    HELD(
            "backup.held",
            Dimension.TIME,
            0,
            range(0, 0.1),
            "how long a command may go on acting because no newer one arrives, without current beyond its limit; 0 for one tick"),
    LOAD_TORQUE(
            "backup.load_torque",
            Dimension.TORQUE,
            0,
            range(0, 1e6),
            "greatest torque with which the load drives the shaft; none, as of a fan or a vehicle on level ground"),
    BRAKE_CURRENT(
            "backup.brake_current",
            Dimension.RATIO,
            0.3,
            range(0.01, 0.9),
            "share of limits.current that braking uses; leaves the rest to errors of the model"),
    SPEED_GAIN(
            "backup.speed_gain",
            Dimension.PER_TIME,
            20,
            range(0.1, 1000),
            "deceleration asked for per rad/s of speed when stopping; tuned"),
    DERATING(
            "backup.derating",
            Dimension.TEMPERATURE,
            20,
            range(1, 200),
            "so far below a temperature's limit the current's limit begins to fall; tuned"),
    CURRENT_ERROR(
            "sense.current_error",
            Dimension.RATIO,
            0.01,
            range(0, 0.2),
            "error of a measured current that margins allow for, over limits.current; a Hall sensor's"),
    SPEED_ERROR(
            "sense.speed_error",
            Dimension.ANGULAR_RATE,
            1,
            range(0, 1000),
            "error of the measured speed that margins allow for"),
    VOLTAGE_ERROR(
            "sense.voltage_error",
            Dimension.RATIO,
            0.01,
            range(0, 0.2),
            "error of the voltage that a duty makes, over the measured supply; dead time and ripple"),
    SPEED_JUMP(
            "sense.speed_jump",
            Dimension.ANGULAR_RATE,
            20,
            range(0.1, 1e4),
            "jump of speed beyond what the greatest torque explains that makes a frame invalid"),
    STILL_SPEED(
            "failsafe.still_speed",
            Dimension.ANGULAR_RATE,
            1,
            range(1e-3, 100),
            "below this the shaft stands; the error of its measurement"),
    STILL_TIME(
            "failsafe.still_time",
            Dimension.TIME,
            0.1,
            range(1e-3, 10),
            "how long it must stand without current before the converter is switched off");

    private final String path;
    private final Dimension dimension;
    private final double standard;
    private final Range range;
    private final String meaning;

    DriveSetting(String path, Dimension dimension, double standard, Range range, String meaning) {
        this.path = path;
        this.dimension = dimension;
        this.standard = standard;
        this.range = range;
        this.meaning = meaning;
    }

    private static Range range(double least, double greatest) {
        return Range.of(least, greatest);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Dimension dimension() {
        return dimension;
    }

    @Override
    public double standard() {
        return standard;
    }

    @Override
    public Range range() {
        return range;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
