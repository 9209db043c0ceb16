package dev.creance.app;

import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.quantity;
import static dev.creance.app.Shape.required;
import static dev.creance.app.Shape.vector;
import static dev.creance.app.Shape.words;

import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;

/** What an entry of {@code scenario.faults} may hold. */
final class RobotFaultFormat {
    private static final Shape LASTING =
            new Shape.Either(List.of(quantity(Dimension.TIME, "to 3600 s"), words("forever")));
    private static final Shape TEXT = new Shape.Text(".+", "a quantity in the signal's unit");
    private static final Shape.Key SIGNAL = required(
            "signal",
            new Shape.Text("[a-z][a-z0-9_.]*", "a channel, or the words before the last of some"),
            "what fails");
    private static final Shape.Key REACHES =
            optional("reaches", "firmware", words("firmware", "frames"), "whom it misleads: all, or the host alone");
    private static final Shape.Key WAY =
            optional("way", "both", words("to_host", "to_device"), "the one way that is concerned");
    private static final Shape.Key SHARE = required("share", quantity(Dimension.RATIO, "0 to 1"), "of the frames");
    private static final Shape.Key SIZE = required("size", TEXT, "how much");

    private static final Shape KIND = new Shape.Text("[a-z]+_[a-z_]+", "one of the kinds above");

    private RobotFaultFormat() {}

    static Shape entry() {
        List<Shape> kinds = new ArrayList<>();
        kinds.addAll(ofPolicyAndHost());
        kinds.addAll(ofSensors());
        kinds.addAll(ofActuators());
        kinds.addAll(ofTheLink());
        kinds.addAll(ofThePlant());
        kinds.add(Shape.section(
                required("kind", words("random"), "a sequence drawn from a seed"),
                required("seed", new Shape.Whole(0, Integer.MAX_VALUE), "of all that is drawn"),
                required("at", quantity(Dimension.TIME, "0 to 3600 s"), "since arming"),
                required("for", quantity(Dimension.TIME, "0 to 3600 s"), "how long faults begin"),
                required("rate", quantity(Dimension.PER_TIME, "to 1000 1/s"), "how many begin, on average"),
                required("longest", quantity(Dimension.TIME, "1 ms to 3600 s"), "duration that is drawn at most"),
                required("kinds", new Shape.Items(KIND, 1, Integer.MAX_VALUE), "what is drawn from")));
        return new Shape.Either(kinds);
    }

    private static List<Shape> ofPolicyAndHost() {
        return List.of(
                entry(
                        words("link_cut", "policy_nan", "policy_hang", "policy_shape"),
                        "nothing passes; NaN actions; no answer; an answer of another shape, which is none"),
                entry(
                        words("policy_slow", "tick_overrun"),
                        "every inference takes longer; every tick begins later",
                        required("by", quantity(Dimension.TIME, "to 1 s"), "how much longer or later")),
                entry(
                        words("clock_jump"),
                        "the host's clock leaps, and back at the end",
                        required("by", quantity(Dimension.TIME, "±1 s"), "how far")));
    }

    private static List<Shape> ofSensors() {
        return List.of(
                entry(
                        words("sensor_freeze"),
                        "sensor frames go on with the values they had",
                        optional(
                                "mode", "stuck", words("stuck", "stopped"), "values freeze, or their sample time too")),
                entry(
                        words("sensor_dropout", "sensor_stuck", "sensor_nan"),
                        "not valid any more; stays where it was; says what is no number",
                        SIGNAL,
                        REACHES),
                entry(
                        words("sensor_bias", "sensor_noise"),
                        "so much is added; noise of this standard deviation",
                        SIGNAL,
                        SIZE,
                        REACHES),
                brief(words("sensor_spike"), "so much is added", "one sample", SIGNAL, SIZE, REACHES),
                entry(
                        words("sensor_drift"),
                        "more and more is added",
                        SIGNAL,
                        SIZE,
                        required("over", quantity(Dimension.TIME, "to 3600 s"), "in which it grows to the size"),
                        REACHES),
                entry(
                        words("sensor_scale"),
                        "says a multiple",
                        SIGNAL,
                        required("factor", quantity(Dimension.RATIO, "±100"), "of the truth"),
                        REACHES),
                entry(
                        words("sensor_swap"),
                        "taken for another",
                        SIGNAL,
                        required("with", new Shape.Text("[a-z][a-z0-9_.]*", "as many channels"), "the other"),
                        REACHES));
    }

    private static List<Shape> ofActuators() {
        return List.of(
                entry(words("actuator_loss", "actuator_stuck"), "gives nothing; stays where it was", SIGNAL),
                entry(
                        words("actuator_partial"),
                        "gives a part",
                        SIGNAL,
                        required("factor", quantity(Dimension.RATIO, "±100"), "of what it should")),
                entry(
                        words("actuator_lag"),
                        "follows slowly",
                        SIGNAL,
                        required("time", quantity(Dimension.TIME, "to 1 s"), "constant of the lag")));
    }

    private static List<Shape> ofTheLink() {
        return List.of(
                brief(words("frame_corrupt"), "a bit of a sensor frame is flipped on the wire", "one frame"),
                entry(
                        words("link_loss", "link_reorder", "link_duplicate", "link_flip"),
                        "frames are lost; overtaken; come twice; have a bit flipped",
                        SHARE,
                        WAY),
                entry(
                        words("link_burst"),
                        "frames are lost in a row",
                        SHARE,
                        required("length", new Shape.Whole(1, 10_000), "of a burst, on average"),
                        WAY),
                entry(
                        words("link_delay"),
                        "frames come later",
                        required("by", quantity(Dimension.TIME, "to 1 s"), "how much"),
                        WAY),
                entry(
                        words("link_flood"),
                        "noise comes between the frames",
                        required("frames", quantity(Dimension.FREQUENCY, "0 to 100 kHz"), "of it, 32 bytes each"),
                        WAY));
    }

    private static List<Shape> ofThePlant() {
        return List.of(
                entry(
                        words("wind_gust"),
                        "a force acts on the vehicle",
                        required("force", vector(Dimension.FORCE, "±1000 N", 3), "world axes")),
                entry(
                        words("rotor_loss"),
                        "a quadrotor's rotor turns as it should, but gives less",
                        SIGNAL,
                        required("share", quantity(Dimension.RATIO, "0 to 1"), "that it lacks")),
                entry(
                        words("plant_mass", "plant_inertia", "plant_friction", "supply_sag"),
                        "heavier; slower to turn; more friction; less voltage; where a plant has it",
                        required("factor", quantity(Dimension.RATIO, "0.01 to 100"), "over its own")));
    }

    private static Shape.Section entry(Shape.Words kinds, String meaning, Shape.Key... more) {
        return section(kinds, meaning, required("for", LASTING, "how long"), more);
    }

    /** One that need not last. */
    private static Shape.Section brief(Shape.Words kinds, String meaning, String standard, Shape.Key... more) {
        return section(kinds, meaning, optional("for", standard, LASTING, "all in that time"), more);
    }

    private static Shape.Section section(Shape.Words kinds, String meaning, Shape.Key duration, Shape.Key... more) {
        List<Shape.Key> keys = new ArrayList<>();
        keys.add(required("kind", kinds, meaning));
        keys.add(required("at", quantity(Dimension.TIME, "0 to 3600 s"), "since arming"));
        keys.add(duration);
        keys.addAll(List.of(more));
        return new Shape.Section(keys);
    }
}
