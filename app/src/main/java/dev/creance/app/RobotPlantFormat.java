package dev.creance.app;

import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.quantity;
import static dev.creance.app.Shape.required;
import static dev.creance.app.Shape.section;
import static dev.creance.app.Shape.vector;
import static dev.creance.app.Shape.words;

import dev.creance.runtime.config.Dimension;
import java.util.List;

/** What stands in the section {@code plant} of a robot's file besides the vehicle: its sensors, the air, what it carries. */
final class RobotPlantFormat {
    private static final Shape RATE = quantity(Dimension.FREQUENCY, "divides the device's");
    private static final Shape SHARE = quantity(Dimension.RATIO, "0 to 1");

    private RobotPlantFormat() {}

    static Shape sensors() {
        Shape.Section section = section(
                optional(
                        "estimate",
                        "truth",
                        words("truth", "filter"),
                        "what position, orientation and velocity are: the truth with noise, or what a filter on board makes of inertial unit and fixes"),
                noise("gyro_noise", Dimension.ANGULAR_RATE, "0 to 10 rad/s", "standard deviation"),
                noise("gyro_bias", Dimension.ANGULAR_RATE, "0 to 10 rad/s", "bound of the bias of a run"),
                noise("accel_noise", Dimension.ACCELERATION, "0 to 10 m/s2", "standard deviation"),
                noise("accel_bias", Dimension.ACCELERATION, "0 to 10 m/s2", "bound of the bias of a run"),
                noise("position_noise", Dimension.LENGTH, "0 to 10 m", "standard deviation"),
                noise("velocity_noise", Dimension.SPEED, "0 to 10 m/s", "standard deviation"),
                noise("attitude_noise", Dimension.ANGLE, "0 to 10 rad", "standard deviation"),
                optional(
                        "imu", "every period, at once", inertialUnit(), "with `filter`: how the inertial unit is read"),
                optional("gyro", "BMI088", triad(Dimension.ANGULAR_RATE, "rad/s"), "with `filter`: its errors"),
                optional("accel", "BMI088", triad(Dimension.ACCELERATION, "m/s2"), "with `filter`: its errors"),
                optional(
                        "position",
                        "motion capture",
                        fix(Dimension.LENGTH, "0 to 1 m", "1 mm"),
                        "with `filter`: fixes of the position"),
                optional(
                        "orientation",
                        "motion capture",
                        fix(Dimension.ANGLE, "0 to 1 rad", "0.005 rad"),
                        "with `filter`: fixes of the orientation"));
        return new Shape.Either(List.of(words("crazyflie", "ideal"), section));
    }

    private static Shape.Key noise(String name, Dimension dimension, String bounds, String meaning) {
        return optional(name, "0", quantity(dimension, bounds), "with `truth`: " + meaning);
    }

    private static Shape.Section inertialUnit() {
        return section(
                optional("rate", "the device's", RATE, "samples per second"),
                optional("latency", "0", quantity(Dimension.TIME, "0 to 100 ms"), "until a sample arrives"),
                optional("jitter", "0", quantity(Dimension.TIME, "0 to 100 ms"), "at most on top"),
                optional("dropout", "0", SHARE, "of the samples that never arrive"),
                optional(
                        "mounting", "0", quantity(Dimension.ANGLE, "0 to 180 deg"), "greatest angle against the body"));
    }

    private static Shape.Section triad(Dimension dimension, String unit) {
        String bounds = "0 to 10 " + unit;
        return section(
                optional("noise", "its datasheet's", quantity(dimension, bounds), "standard deviation of a sample"),
                optional("bias", "as calibrated", quantity(dimension, bounds), "bound of the bias of a run"),
                optional("walk", "small", quantity(dimension, bounds), "deviation of the bias after one second"),
                optional("scale", "0", quantity(Dimension.RATIO, "0 to 0.5"), "bound of the gain's error"),
                optional(
                        "range",
                        "its datasheet's",
                        quantity(dimension, "0 to 1000 " + unit),
                        "what it can say at most"),
                optional("resolution", "16 bits", quantity(dimension, bounds), "smallest step"));
    }

    private static Shape.Section fix(Dimension dimension, String bounds, String standard) {
        return section(
                optional("rate", "100 Hz", RATE, "fixes per second"),
                optional("latency", "10 ms", quantity(Dimension.TIME, "0 to 1 s"), "until a fix arrives"),
                optional("jitter", "2 ms", quantity(Dimension.TIME, "0 to 1 s"), "at most on top"),
                optional("dropout", "0", SHARE, "of the fixes that never arrive"),
                optional("noise", standard, quantity(dimension, bounds), "standard deviation per axis"));
    }

    static Shape.Section wind() {
        Shape.Section gust = section(
                required("velocity", vector(Dimension.SPEED, "±100 m/s", 3), "at its height, world axes"),
                optional(
                        "at", "0 s", quantity(Dimension.TIME, "0 to 1e6 s"), "when it begins, since the plant's start"),
                optional(
                        "rise",
                        "250 ms",
                        quantity(Dimension.TIME, "1 ms to 60 s"),
                        "along half a cosine, and so it falls off"),
                optional("hold", "0 s", quantity(Dimension.TIME, "0 to 1e6 s"), "how long it stays"));
        return section(
                optional("force", "none", vector(Dimension.FORCE, "±1000 N", 3), "constant, world axes"),
                optional("turbulence", "0 N", quantity(Dimension.FORCE, "0 to 1000 N"), "standard deviation per axis"),
                optional(
                        "correlation", "0.5 s", quantity(Dimension.TIME, "10 ms to 60 s"), "over what time it changes"),
                optional("velocity", "none", vector(Dimension.SPEED, "±100 m/s", 3), "of the air; needs `drag`"),
                optional("dryden", "none", dryden(), "turbulence after MIL-F-8785C; needs `drag`"),
                optional("gusts", "none", new Shape.Items(gust, 0, 1000), "need `drag`"));
    }

    private static Shape.Section dryden() {
        return section(
                required(
                        "wind_at_6m",
                        quantity(Dimension.SPEED, "0 to 100 m/s"),
                        "7.7, 15 and 23 m/s: light, moderate, severe"),
                optional("altitude", "3.05 m", quantity(Dimension.LENGTH, "0 to 304.8 m"), "below 3.05 m as there"),
                optional(
                        "airspeed",
                        "mean wind",
                        quantity(Dimension.SPEED, "0.1 to 100 m/s"),
                        "at which the turbulence drifts past"),
                optional(
                        "direction",
                        "mean wind's",
                        quantity(Dimension.ANGLE, "±360 deg"),
                        "where it drifts to, from x towards y"));
    }

    static List<Shape.Key> airframe() {
        Shape drag = new Shape.Either(List.of(
                words("none", "crazyflie", "x500"),
                section(
                        optional(
                                "linear_ns_per_m",
                                "0",
                                vector(Dimension.RATIO, "0 to 100", 3),
                                "of the rotors in hover, per body axis"),
                        optional(
                                "quadratic_ns2_per_m2",
                                "0",
                                vector(Dimension.RATIO, "0 to 100", 3),
                                "of the body, per body axis"))));
        Shape effect = new Shape.Either(List.of(
                words("none", "crazyflie"),
                section(
                        optional(
                                "coefficient",
                                "1",
                                quantity(Dimension.RATIO, "0 to 100"),
                                "of (R / 4z)²; 1 is Cheeseman and Bennett's"),
                        required("rotor_radius", quantity(Dimension.LENGTH, "1 mm to 10 m"), "R"),
                        required(
                                "rest_height",
                                quantity(Dimension.LENGTH, "0 to 10 m"),
                                "of the centre of mass where it rests"),
                        optional("most", "4/3", quantity(Dimension.RATIO, "1 to 4"), "limit of the thrust's ratio"))));
        return List.of(
                optional("drag", "none", drag, "how the air holds it back"),
                optional("ground_effect", "none", effect, "more thrust close above the ground"),
                optional(
                        "battery",
                        "voltage for show",
                        new Shape.Either(List.of(words("crazyflie"), battery())),
                        "sags, empties, and takes thrust away"),
                optional("payload", "none", payload(), "a mass that only the plant knows of"));
    }

    private static Shape.Section battery() {
        return section(
                optional("capacity_mah", "250", quantity(Dimension.RATIO, "1 to 1e6"), "when full"),
                optional("resistance_ohm", "0.06", quantity(Dimension.RATIO, "1e-6 to 10"), "of cells and leads"),
                optional(
                        "open_circuit_v",
                        "LiPo",
                        new Shape.Items(quantity(Dimension.RATIO, "0 to 1000"), 2, 1000),
                        "at even steps from empty to full"),
                optional(
                        "rated_v",
                        "3.92",
                        quantity(Dimension.RATIO, "0.1 to 1000"),
                        "at which the thrust coefficients hold"),
                optional("charge", "1", SHARE, "at the beginning"),
                optional(
                        "rotor_radius",
                        "23.1 mm",
                        quantity(Dimension.LENGTH, "1 mm to 10 m"),
                        "of the disk that momentum theory takes"),
                optional(
                        "efficiency", "0.127", quantity(Dimension.RATIO, "0.001 to 1"), "ideal over electrical power"));
    }

    private static Shape.Section payload() {
        return section(
                required("mass", quantity(Dimension.MASS, "1 mg to 1000 kg"), "a point"),
                required(
                        "position",
                        vector(Dimension.LENGTH, "±10 m", 3),
                        "from the vehicle's centre of mass, body axes"),
                optional(
                        "from",
                        "0 s",
                        quantity(Dimension.TIME, "0 to 1e6 s"),
                        "when it is taken on, since the plant's start"),
                optional("to", "stays", quantity(Dimension.TIME, "`from` to 1e6 s"), "when it is dropped"));
    }
}
