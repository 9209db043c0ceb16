package dev.creance.app;

import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.quantity;
import static dev.creance.app.Shape.section;
import static dev.creance.app.Shape.words;

import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What stands in the section {@code plant.sensors} of a drive or an arm. */
final class SensorShapes {
    private SensorShapes() {}

    static Shape ofDrive() {
        Shape bandwidth = quantity(Dimension.FREQUENCY, "to a quarter of `rate`");
        Shape.Section observer = section(
                optional("inertia_kg_m2", "the load's", quantity(Dimension.RATIO, "1e-9 to 1e6"), "of rotor and load"),
                optional("viscous_nms", "the load's", quantity(Dimension.RATIO, "0 to 1e6"), "friction that is known"),
                optional("current_bandwidth", "500 Hz", bandwidth, "how fast errors of currents die out"),
                optional(
                        "shaft_bandwidth",
                        "30 Hz",
                        quantity(Dimension.FREQUENCY, "0.1 Hz to a twentieth of `rate`"),
                        "of angle, speed and load torque"));
        return orIdeal(section(
                optional(
                        "estimate",
                        "measured",
                        words("measured", "observer"),
                        "speed, angle and currents: as measured, or what an observer on board makes of encoder, currents and voltages; PMSM in the rotor's axes"),
                optional("shaft", "every period, at once", section(timing()), "when the encoder is read"),
                optional("current", "ideal", sensor(Dimension.CURRENT, "its limit"), "of each winding or phase"),
                optional("voltage", "ideal", sensor(Dimension.VOLTAGE, "100 V"), "of the supply"),
                optional("temperature", "ideal", sensor(Dimension.TEMPERATURE, "20 K"), "of winding and inverter"),
                optional("observer", "", observer, "with `observer`: what it believes")));
    }

    static Shape ofArm() {
        Shape.Section filter = section(optional(
                "acceleration",
                "10 rad/s2",
                new Shape.Either(List.of(
                        quantity(Dimension.ANGULAR_ACCELERATION, "0.001 to 1e4 rad/s2"),
                        quantity(Dimension.ACCELERATION, "0.001 to 1e4 m/s2"))),
                "by which joints are pushed about at random"));
        return orIdeal(section(
                optional(
                        "estimate",
                        "measured",
                        words("measured", "filter"),
                        "positions and velocities: as measured, or what a filter on board makes of the encoders"),
                optional(
                        "position",
                        "ideal",
                        either(sensor(Dimension.ANGLE, "1 rad"), sensor(Dimension.LENGTH, "1 m")),
                        "encoders"),
                optional(
                        "velocity",
                        "ideal",
                        either(sensor(Dimension.ANGULAR_RATE, "10 rad/s"), sensor(Dimension.SPEED, "10 m/s")),
                        "with `measured`: tachometers"),
                optional(
                        "effort",
                        "ideal",
                        either(sensor(Dimension.TORQUE, "1000 Nm"), sensor(Dimension.FORCE, "1000 N")),
                        "of each drive"),
                optional("filter", "", filter, "with `filter`: what it believes")));
    }

    private static Shape either(Shape turning, Shape sliding) {
        return new Shape.Either(List.of(turning, sliding));
    }

    private static Shape orIdeal(Shape.Section section) {
        return either(words("ideal"), section);
    }

    private static Shape.Key[] timing() {
        Shape time = quantity(Dimension.TIME, "0 to 100 ms");
        return new Shape.Key[] {
            optional(
                    "rate",
                    "the device's",
                    quantity(Dimension.FREQUENCY, "divides the device's"),
                    "samples per second"),
            optional("latency", "0 s", time, "until a sample arrives"),
            optional("jitter", "0 s", time, "at most on top"),
            optional("dropout", "0", quantity(Dimension.RATIO, "0 to 1"), "of the samples that never arrive")
        };
    }

    private static Shape.Section sensor(Dimension dimension, String most) {
        Shape error = quantity(dimension, "0 to " + most);
        List<Shape.Key> keys = new ArrayList<>(Arrays.asList(timing()));
        keys.add(optional("noise", "0", error, "standard deviation of a sample"));
        keys.add(optional("scale", "0", quantity(Dimension.RATIO, "0 to 0.5"), "bound of the gain's error"));
        keys.add(optional("bias", "0", error, "bound of the offset of a run"));
        keys.add(optional("range", "no limit", quantity(dimension, "0 to 1e6"), "what it can say at most"));
        keys.add(optional("resolution", "0", error, "smallest step"));
        return section(keys.toArray(Shape.Key[]::new));
    }
}
