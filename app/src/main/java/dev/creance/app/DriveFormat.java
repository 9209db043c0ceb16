package dev.creance.app;

import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.quantity;
import static dev.creance.app.Shape.required;
import static dev.creance.app.Shape.section;
import static dev.creance.app.Shape.words;

import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.runtime.config.Dimension;
import dev.creance.safety.drive.DriveShieldSettings;
import java.util.List;

/** What the file of an electric drive has of its own; docs/drives.md explains it. */
final class DriveFormat {
    private static final Shape.Text PARAMETERS =
            new Shape.Text(".+", String.join(", ", DriveParameterFiles.NAMES) + ", or a path");

    private DriveFormat() {}

    static MachineFormat machine() {
        return new MachineFormat(MachineClass.DRIVE, plant(), PARAMETERS, shield(), reference());
    }

    private static Shape.Section plant() {
        return section(
                required("model", words(MachineClass.DRIVE), "equations"),
                required("params", PARAMETERS, "the true machine"),
                optional("nominal", "`params`", PARAMETERS, "what its firmware and the shield believe of it"),
                optional(
                        "frame",
                        "the rotor's, where the machine has one",
                        words("rotor", "terminals"),
                        "axes of currents and duty cycles"),
                optional("converter", "4 quadrants, continuous", converter(), "what switches"),
                required("supply", supply(), "where the current comes from"),
                required("load", load(), "what is turned"),
                optional(
                        "fidelity",
                        "physical",
                        words("physical", "gem"),
                        "whether the voltage turns with the rotor in a period"),
                optional(
                        "rate",
                        "10 kHz",
                        quantity(Dimension.FREQUENCY, "100 Hz to 1 MHz"),
                        "periods of the converter's control"),
                optional("frames", "`rate`", quantity(Dimension.FREQUENCY, "divides `rate`"), "sensor frames"),
                optional("substeps", "4", new Shape.Whole(1, 1000), "Runge-Kutta steps in a period"),
                optional(
                        "start",
                        "standstill",
                        section(required("speed", quantity(Dimension.ANGULAR_RATE, "±10000 rad/s"), "of the shaft")),
                        "state at time 0"),
                optional("temperatures", "nothing warms up", temperatures(), "of winding and inverter"),
                optional("encoder", "4096 counts", encoder(), "of the shaft"),
                optional("sensors", "ideal", SensorShapes.ofDrive(), "when and how far they stray"),
                optional("stop", "", stop(), "how its firmware stops by itself"));
    }

    private static Shape.Key number(String name, String meaning) {
        return required(name, quantity(Dimension.RATIO, "a number"), meaning);
    }

    private static Shape converter() {
        Shape.Key set =
                optional("set", "continuous", words("continuous", "finite"), "duty cycles, or switching states");
        Shape.Key dead = optional("dead_time", "0 us", quantity(Dimension.TIME, "to half a period"), "of a leg");
        return new Shape.Either(List.of(
                section(set, dead),
                section(optional("quadrants", "4", words("1", "2", "4"), "of a direct current machine's"), set, dead)));
    }

    private static Shape supply() {
        Shape.Key voltage = number("voltage_v", "without a load, V; of mains, effective");
        Shape.Key resistance = number("resistance_ohm", "in series");
        Shape.Key capacitance = number("capacitance_f", "of the link");
        return new Shape.Either(List.of(
                section(required("kind", words("ideal"), "always the same voltage"), voltage),
                section(
                        required("kind", words("capacitor"), "a capacitor behind a resistance"),
                        voltage,
                        resistance,
                        capacitance),
                section(
                        required("kind", words("mains"), "alternating, rectified or not"),
                        required(
                                "connection",
                                words("one_phase", "one_phase_rectified", "three_phase_rectified"),
                                "of the mains"),
                        voltage,
                        optional("frequency", "50 Hz", quantity(Dimension.FREQUENCY, "1 to 1000 Hz"), "of the mains"),
                        optional("phase", "0", quantity(Dimension.ANGLE, "±7 rad"), "at time 0")),
                section(
                        required("kind", words("dc_link"), "a rectifier, a capacitor and a brake chopper"),
                        voltage,
                        resistance,
                        capacitance,
                        required(
                                "brake",
                                section(
                                        number("resistance_ohm", "of the chopper"),
                                        number("on_v", "above which it burns"),
                                        number("off_v", "below which it rests")),
                                "the chopper"))));
    }

    private static Shape load() {
        return new Shape.Either(List.of(
                section(
                        required("kind", words("friction"), "an inertia that rubs"),
                        optional("inertia_kg_m2", "0", quantity(Dimension.RATIO, "a number"), "beside the rotor's"),
                        optional("coulomb", "0 Nm", quantity(Dimension.TORQUE, "to 1 MNm"), "dry"),
                        optional("viscous_nms", "0", quantity(Dimension.RATIO, "a number"), "with the speed"),
                        optional("quadratic_nms2", "0", quantity(Dimension.RATIO, "a number"), "with its square")),
                section(required("kind", words("constant_speed"), "a test bench that holds the speed")),
                section(
                        required("kind", words("course"), "a test bench that follows a sine"),
                        required("offset", quantity(Dimension.ANGULAR_RATE, "±10000 rad/s"), "its mean"),
                        required("amplitude", quantity(Dimension.ANGULAR_RATE, "to 10000 rad/s"), "about it"),
                        required("frequency", quantity(Dimension.FREQUENCY, "to 1 kHz"), "of the sine"),
                        required("following", quantity(Dimension.TIME, "to 10 s"), "time constant of the bench"))));
    }

    private static Shape.Section temperatures() {
        Shape.Section body = section(
                number("capacity_j_per_k", "heat that it takes"), number("resistance_k_per_w", "to what is around it"));
        return section(
                optional("ambient_k", "293.15", quantity(Dimension.RATIO, "200 to 400"), "around it"),
                required("winding", body, "of the machine"),
                required("inverter", body, "of the converter"),
                required(
                        "losses",
                        section(
                                number("threshold_v", "of a switch"),
                                number("resistance_ohm", "of a switch"),
                                number("switching", "share of the power")),
                        "of the converter"));
    }

    private static Shape.Section encoder() {
        return section(
                required("counts", new Shape.Whole(1, 1 << 26), "to a turn"),
                optional("offset", "0 deg", quantity(Dimension.ANGLE, "±360 deg"), "of its zero"),
                optional("speed_periods", "10", new Shape.Whole(1, 100_000), "over which a speed is taken"));
    }

    private static Shape.Section stop() {
        return section(
                optional("current", "the nominal one", quantity(Dimension.CURRENT, "to the limit"), "to brake with"),
                optional("within", "5 s", quantity(Dimension.TIME, "0 to 60 s"), "then it is switched off as it is"));
    }

    private static Shape.Section shield() {
        return ShieldFormat.of(DriveShieldSettings.keys())
                .with(
                        "limits",
                        optional(
                                "direction",
                                "both",
                                words("both", "forward", "reverse"),
                                "in which the shaft may turn"))
                .with("backup", optional("stop", "brake", words("brake", "coast"), "how a controlled stop ends"))
                .section();
    }

    private static Shape reference() {
        Shape.Key at = required("at", quantity(Dimension.TIME, "from 0 s on"), "since the policy took over");
        Shape current = quantity(Dimension.CURRENT, "to the limit");
        return new Shape.Either(List.of(
                section(
                        required("kind", words("current"), "steps of the currents"),
                        required(
                                "steps",
                                new Shape.Items(
                                        section(
                                                at,
                                                optional("d", "", current, "along the rotor"),
                                                optional("q", "", current, "across it"),
                                                optional("armature", "", current, "of a direct current machine"),
                                                optional("field", "", current, "where it is fed apart"),
                                                optional("excitation", "", current, "of the rotor")),
                                        1,
                                        Integer.MAX_VALUE),
                                "a value for each current of the machine")),
                section(
                        required("kind", words("random_current"), "a draw for each interval"),
                        required("seed", new Shape.Whole(0, Integer.MAX_VALUE), "of the draws"),
                        required("interval", quantity(Dimension.TIME, "above 0 s"), "of one draw"),
                        required("share", quantity(Dimension.RATIO, "0 to 1"), "of the nominal current")),
                section(
                        required("kind", words("speed"), "steps of the speed"),
                        required(
                                "steps",
                                new Shape.Items(
                                        section(
                                                at,
                                                required(
                                                        "speed",
                                                        quantity(Dimension.ANGULAR_RATE, "to the limit"),
                                                        "of the shaft")),
                                        1,
                                        Integer.MAX_VALUE),
                                "when and to what"),
                        optional(
                                "ramp",
                                "none",
                                quantity(Dimension.ANGULAR_ACCELERATION, "to 1e6 rad/s2"),
                                "between two steps"))));
    }
}
