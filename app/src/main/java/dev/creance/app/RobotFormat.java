package dev.creance.app;

import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.quantity;
import static dev.creance.app.Shape.required;
import static dev.creance.app.Shape.section;
import static dev.creance.app.Shape.vector;
import static dev.creance.app.Shape.words;

import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.runtime.config.Dimension;
import dev.creance.safety.quadrotor.QuadrotorShieldSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * The format of a robot's file, once, for the schema that editors read and for docs/configuration.md. What decides are the binders
 * of the modules; tests hold the two together, key by key.
 */
final class RobotFormat {
    private static final Shape.Text TEXT = new Shape.Text(".+", "text");
    private static final String PARAMETERS = String.join(", ", QuadrotorParameterFiles.NAMES) + ", or a path";

    private RobotFormat() {}

    /** One form for each class of machine. */
    static Shape file() {
        return new Shape.Either(
                MachineFormat.all().stream().<Shape>map(RobotFormat::file).toList());
    }

    static MachineFormat quadrotor() {
        return new MachineFormat(
                MachineClass.QUADROTOR, plant(), new Shape.Text(".+", PARAMETERS), shield(), reference());
    }

    static Shape.Section file(MachineFormat machine) {
        boolean common = machine.model().equals(MachineClass.QUADROTOR);
        Shape.Words model = words(machine.model());
        return section(
                required("creance", words("1"), "version of this format"),
                required(
                        "robot",
                        new Shape.Text("[a-z0-9][a-z0-9_.-]{0,63}", "lower-case letters, digits, `.`, `_`, `-`"),
                        "its name in logs, folders and topics"),
                required("loop", loop(), "the control loop"),
                required(
                        "devices",
                        section(required("vehicle", vehicle(), "the machine")),
                        "what is flown, and how it is reached"),
                optional(
                        "plant",
                        "a machine is at the far end",
                        machine.plant(),
                        "the simulated machine; only with a simulated port"),
                optional(
                        "dynamics",
                        "`plant.nominal`",
                        section(
                                common
                                        ? optional("model", machine.model(), model, "class of machine")
                                        : required("model", model, "class of machine"),
                                required("params", machine.parameters(), "parameter set")),
                        "what the shield believes of the machine; required where it is a real one"),
                required("policy", RobotPolicyFormat.section(), "who flies"),
                required("shield", machine.shield(), "limits, backup controller, reactions"),
                required("scenario", scenario(machine.reference()), "what is flown, for how long, and what goes wrong"),
                optional("record", "", record(), "log and flight record"),
                optional("telemetry", "off", telemetry(), "MQTT"));
    }

    private static Shape.Section loop() {
        return section(
                required("rate", quantity(Dimension.FREQUENCY, "1 Hz to 8 kHz"), "ticks: read, shield, act"),
                required(
                        "policy_rate",
                        quantity(Dimension.FREQUENCY, "1 Hz to 8 kHz"),
                        "inferences; divides `rate`, and is the policy's native rate or a multiple of it"),
                optional(
                        "policy_thread",
                        "own",
                        words("own", "inline"),
                        "its own thread, so that a hung policy is seen, or the tick's"),
                optional(
                        "policy_deadline",
                        "3 policy periods",
                        quantity(Dimension.TIME, "above a policy period, to 10 s"),
                        "age, from its observation on, above which an action is stale"),
                optional(
                        "overrun",
                        "hold",
                        words("hold", "skip", "stop"),
                        "reaction after `max_overruns` late ticks in a row: the backup holds until ticks are in time again; none but to count; land"),
                optional("max_overruns", "50", new Shape.Whole(1, 100_000), "late ticks in a row that are borne"),
                optional(
                        "cpu",
                        "any",
                        new Shape.Whole(0, 1023),
                        "processor for the tick thread; with three or more this process's other threads are kept off it"),
                optional("priority", "normal scheduling", new Shape.Whole(1, 98), "SCHED_FIFO priority"),
                optional(
                        "hang_limit",
                        "100 ms",
                        quantity(Dimension.TIME, "3 ticks to 10 s"),
                        "a tick this late is hung: the device is told to land past it"),
                optional(
                        "silence_limit",
                        "20 s",
                        quantity(Dimension.TIME, "to 600 s"),
                        "how long a run goes on after its link fell silent"),
                optional("wait", "", waiting(), "how a tick is waited for, in real time"),
                optional(
                        "cpu_latency",
                        "auto",
                        words("auto", "hold", "leave"),
                        "`/dev/cpu_dma_latency`, against deep sleep of idle processors: held where this user may; held, else a warning; left alone"));
    }

    private static Shape.Section waiting() {
        return section(
                optional(
                        "mode",
                        "sleep_spin",
                        words("sleep", "spin", "sleep_spin"),
                        "in the kernel, awake, or in the kernel first and awake for the rest"),
                optional(
                        "spin",
                        "auto",
                        new Shape.Either(List.of(words("auto"), quantity(Dimension.TIME, "to 1 ms"))),
                        "how long before its time a tick is awake; `auto`: measured at the start"),
                optional(
                        "cpu_budget",
                        "50 %",
                        quantity(Dimension.RATIO, "1 to 90 %"),
                        "greatest part of a period that `spin` may take"));
    }

    private static Shape.Section vehicle() {
        return section(
                required("driver", words("bridge"), "what it speaks: firmware-bridge/PROTOCOL.md"),
                required(
                        "port",
                        new Shape.Text(
                                "sim|pty:sim|(hil:)?(/.+|COM[0-9]+|(udp|tcp)://[^/:]+:[0-9]+)",
                                "`sim`, `pty:sim`, `/dev/…`, `udp://host:port`, `tcp://host:port`"),
                        "where it is reached; `sim` is in memory, `pty:sim` over a pseudo-terminal; `hil:` before a port that `creance sim` serves"),
                optional(
                        "baud",
                        "2 Mbaud",
                        quantity(Dimension.DATA_RATE, "9600 baud to 12 Mbaud"),
                        "of a serial port; all streams must fit"),
                optional(
                        "command_validity",
                        "60 ms",
                        quantity(Dimension.TIME, "2 ticks to 1 s, below `shield.failsafe.resume_window`"),
                        "how long the device may act on a command"));
    }

    private static Shape.Section plant() {
        Shape.Section start = section(
                optional("position", "on the ground", vector(Dimension.LENGTH, "±1000 m", 3), "world x, y, z"),
                optional(
                        "orientation",
                        "level",
                        vector(Dimension.RATIO, "unit quaternion", 4),
                        "w, x, y, z; body to world"),
                optional("velocity", "0", vector(Dimension.SPEED, "±1000 m/s", 3), "world"),
                optional("body_rate", "0", vector(Dimension.ANGULAR_RATE, "±1000 rad/s", 3), "body"),
                optional("throttle", "0", quantity(Dimension.RATIO, "0 to 1"), "rotor state"));
        List<Shape.Key> keys = new ArrayList<>(List.of(
                required("model", words("quadrotor"), "equations"),
                required("params", new Shape.Text(".+", PARAMETERS), "the true vehicle"),
                optional(
                        "nominal",
                        "`params`",
                        new Shape.Text(".+", PARAMETERS),
                        "what the device's own controller believes of it"),
                optional("ground", "true", new Shape.Flag(), "whether the plane z = 0 is there"),
                optional(
                        "rate",
                        "1 kHz",
                        quantity(Dimension.FREQUENCY, "10 Hz to 8 kHz"),
                        "device clock and sensor frames; a period in whole ns"),
                optional("substeps", "1", new Shape.Whole(1, 100), "integration steps in a device step"),
                optional("held", "false", new Shape.Flag(), "held as it starts until the first command acts"),
                optional("start", "at rest", start, "state at time 0"),
                optional(
                        "sensors",
                        "crazyflie",
                        RobotPlantFormat.sensors(),
                        "a named set, noise by channel, or sensors with a filter on board"),
                optional("wind", "calm", RobotPlantFormat.wind(), "force and motion of the air")));
        keys.addAll(RobotPlantFormat.airframe());
        return new Shape.Section(List.copyOf(keys));
    }

    private static Shape.Section scenario(Shape reference) {
        return section(
                optional(
                        "duration",
                        "until Ctrl-C",
                        quantity(Dimension.TIME, "0.1 s to 24 h"),
                        "from the policy's taking over; then it lands"),
                required("reference", reference, "what is asked of the machine, over time"),
                optional(
                        "setpoints",
                        "none",
                        new Shape.Items(
                                section(
                                        required(
                                                "at",
                                                quantity(Dimension.TIME, "0 to 3600 s"),
                                                "since the policy took over"),
                                        required(
                                                "of",
                                                new Shape.Text("[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*", "`NAME.VALUE`"),
                                                "a value of a set point in the policy's manifest"),
                                        required("to", TEXT, "a number with the manifest's unit")),
                                0,
                                Integer.MAX_VALUE),
                        "what is asked of the policy besides: skills, goals, preferences"),
                optional(
                        "faults",
                        "none",
                        new Shape.Items(RobotFaultFormat.entry(), 0, Integer.MAX_VALUE),
                        "what goes wrong on purpose; simulators only"),
                optional(
                        "swaps",
                        "none",
                        new Shape.Items(RobotPolicyFormat.scheduled(), 0, Integer.MAX_VALUE),
                        "policies that take over in flight"));
    }

    private static Shape reference() {
        Shape.Key height = required(
                "height",
                quantity(Dimension.LENGTH, "0 to 100 m"),
                "above the ground; must keep clear of floor and ceiling");
        Shape.Key climb = optional(
                "climb", "begins at the height", quantity(Dimension.SPEED, "0.01 to 10 m/s"), "greatest climb speed");
        return new Shape.Either(List.of(
                section(required("kind", words("hover"), "climbs over the origin and stays there"), height, climb),
                section(
                        required("kind", words("figure_eight"), "climbs, holds, then flies eights"),
                        height,
                        climb,
                        optional(
                                "hold",
                                "0 s",
                                quantity(Dimension.TIME, "0 to 3600 s"),
                                "time at the height before the eight"),
                        required("interval", quantity(Dimension.TIME, "0.5 to 600 s"), "time of one eight"),
                        required(
                                "scale",
                                quantity(Dimension.LENGTH, "0.01 to 100 m"),
                                "half its length; it is half as wide"),
                        optional(
                                "ramp",
                                "2 s",
                                quantity(Dimension.TIME, "0.01 to 60 s"),
                                "over which it gathers speed"))));
    }

    private static Shape.Section record() {
        return section(
                optional(
                        "dir",
                        "runs",
                        TEXT,
                        "where each run makes a folder of its own; relative to where it is started"),
                optional(
                        "rotate",
                        "256 MiB",
                        quantity(Dimension.DATA, "1 MiB to 64 GiB"),
                        "size at which the log goes on in a next file"),
                optional("ring", "32 MiB", quantity(Dimension.DATA, "1 MiB to 4 GiB"), "what the log may fall behind"));
    }

    private static Shape.Section telemetry() {
        return section(
                required(
                        "mqtt",
                        new Shape.Text("embedded|off|tcp://.+", "`embedded`, `off`, `tcp://host:port`"),
                        "a broker in this process, none, or any other"),
                optional("port", "1883, else 18830", new Shape.Whole(1, 65_535), "of the embedded broker"),
                optional(
                        "fleet",
                        "local",
                        new Shape.Text("[A-Za-z0-9._-]{1,64}", "letters, digits, `.`, `_`, `-`"),
                        "second level of every topic"),
                optional("state_rate", "10 Hz", quantity(Dimension.FREQUENCY, "0.1 to 100 Hz"), "states published"),
                optional(
                        "event_queue",
                        "4096",
                        new Shape.Whole(16, 1_000_000),
                        "events that wait for a broker that is away"));
    }

    private static Shape.Section shield() {
        Shape.Items corner = vector(Dimension.LENGTH, "±1000 m", 2);
        return ShieldFormat.of(QuadrotorShieldSettings.keys())
                .withFirst(
                        "limits", required("geofence", new Shape.Items(corner, 3, 16), "convex polygon, world x and y"))
                .with(
                        "limits",
                        optional(
                                "obstacles",
                                "none",
                                new Shape.Items(
                                        new Shape.Either(List.of(obstacle("sphere", 3), obstacle("pillar", 2))), 1, 8),
                                "what stands or moves inside the fence"))
                .section();
    }

    private static Shape.Section obstacle(String kind, int directions) {
        return section(
                required("kind", words(kind), kind.equals("sphere") ? "a ball" : "upright, without end"),
                required("centre", vector(Dimension.LENGTH, "±1000 m", directions), "where it is, world"),
                required(
                        "radius",
                        quantity(Dimension.LENGTH, "0.01 m to 1000 m"),
                        "of it and of the vehicle together: the vehicle's centre stays out of it"),
                optional(
                        "moves",
                        "not at all",
                        section(
                                required("velocity", vector(Dimension.SPEED, "±10 m/s", directions), "while it moves"),
                                optional(
                                        "from",
                                        "0 s",
                                        quantity(Dimension.TIME, "0 s to 1 h"),
                                        "in the reference's time"),
                                required("for", quantity(Dimension.TIME, "0 s to 1 h"), "then it stands again"),
                                optional(
                                        "acceleration",
                                        "0 m/s2",
                                        quantity(Dimension.ACCELERATION, "0 m/s2 to 100 m/s2"),
                                        "with which it may stray off its way")),
                        "once, in a straight line"));
    }
}
