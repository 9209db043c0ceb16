package dev.creance.app;

import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.quantity;
import static dev.creance.app.Shape.required;
import static dev.creance.app.Shape.words;

import dev.creance.runtime.config.Dimension;
import dev.creance.safety.IdentifiedBounds;
import dev.creance.safety.ShieldSettings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The section {@code shield} of a robot's file, from the shield's own list of numbers, which docs/shield.md shows too. */
final class ShieldFormat {
    private static final Map<String, String> MEANINGS = Map.of(
            "limits", "the envelope",
            "backup", "the controller that takes over",
            "sense", "what makes a measurement invalid",
            "failsafe", "reactions and how long they wait",
            "limits.motor", "throttle set points",
            "limits.altitude", "height band",
            "limits.supply", "voltage of the supply",
            "limits.duty", "the voltage's vector over half of the supply",
            "limits.workspace", "where the tool may be");

    private final Map<String, List<Shape.Key>> groups = new LinkedHashMap<>();

    private ShieldFormat(List<ShieldSettings.Key> settings) {
        for (ShieldSettings.Key setting : settings) {
            int dot = setting.path().lastIndexOf('.');
            group(setting.path().substring(0, dot)).add(number(setting.path().substring(dot + 1), setting));
        }
    }

    /** Those of a class of machine, in the order of its list. */
    static ShieldFormat of(List<ShieldSettings.Key> settings) {
        ShieldFormat format = new ShieldFormat(settings);
        return format.with(
                        "failsafe",
                        optional(
                                "on_device_fault",
                                "land",
                                words("land", "continue"),
                                "reaction to a fault that the device reports"))
                .with(
                        "failsafe",
                        optional(
                                "on_record_full",
                                "continue",
                                words("land", "continue"),
                                "reaction to ticks that are not recorded"));
    }

    /** The same with what is no single number. */
    ShieldFormat with(String group, Shape.Key key) {
        group(group).add(key);
        return this;
    }

    /** The same with this before all others. */
    ShieldFormat withFirst(String group, Shape.Key key) {
        group(group).add(0, key);
        return this;
    }

    private List<Shape.Key> group(String path) {
        return groups.computeIfAbsent(path, first -> new ArrayList<>());
    }

    Shape.Section section() {
        return new Shape.Section(List.of(
                sub("limits"),
                sub("backup"),
                sub("sense"),
                sub("failsafe"),
                rules(),
                GuardFormat.key(),
                optional(
                        IdentifiedBounds.KEY,
                        "none",
                        new Shape.Text(".+", "path of a parameter file"),
                        "what was identified of the machine, for settings to cover")));
    }

    private static Shape.Key rules() {
        String name = "[a-z][a-z0-9_]{0,31}";
        Shape formula = new Shape.Text("(?s).+", "formula");
        return optional(
                "rules",
                "none",
                new Shape.Items(
                        new Shape.Section(List.of(
                                required("name", new Shape.Text(name, "letters, digits, `_`"), "in log and report"),
                                optional("always", "", formula, "what holds at every tick; or else:"),
                                optional("sequence", "", formula, "in what order events may come"),
                                optional(
                                        "events",
                                        "none",
                                        new Shape.Named(name, formula),
                                        "formulas by names that the rule uses"),
                                optional(
                                        "margin",
                                        "0",
                                        new Shape.Text("\\S.*", "in the unit of its comparisons"),
                                        "by which `always` is to hold"),
                                optional(
                                        "predict",
                                        "not at all",
                                        quantity(Dimension.TIME, "up to 10 s"),
                                        "how far ahead `always` is asked of what a proposal leads to"),
                                optional(
                                        "reserve",
                                        "0",
                                        new Shape.Text("\\S.*", "in the unit of its comparisons"),
                                        "by how much more than `margin` it is to hold there"),
                                optional("reaction", "backup", words("backup", "land", "warn"), "where it does not"))),
                        0,
                        256),
                "temporal logic over the machine's channels and commands");
    }

    private Shape.Key sub(String path) {
        List<Shape.Key> keys = new ArrayList<>();
        groups.keySet().stream().filter(group -> group.startsWith(path + ".")).forEach(group -> keys.add(sub(group)));
        keys.addAll(groups.get(path));
        Shape.Section section = new Shape.Section(keys);
        String name = path.substring(path.lastIndexOf('.') + 1);
        return keys.stream().anyMatch(Shape.Key::required)
                ? required(name, section, MEANINGS.get(path))
                : optional(name, "", section, MEANINGS.get(path));
    }

    private static Shape.Key number(String name, ShieldSettings.Key setting) {
        // SI, but for angles, which nobody writes in radians
        boolean angle = setting.dimension() == Dimension.ANGLE;
        double factor = angle ? 180 / Math.PI : 1;
        String unit = angle
                ? " deg"
                : setting.dimension() == Dimension.RATIO
                        ? ""
                        : " " + setting.dimension().siUnit();
        String bounds = plain(setting.least() * factor) + " to " + plain(setting.greatest() * factor) + unit;
        Shape shape = quantity(setting.dimension(), bounds);
        String meaning = setting.meaning().split(";", 2)[0];
        return Double.isNaN(setting.standard())
                ? required(name, shape, meaning)
                : optional(name, plain(setting.standard() * factor) + unit, shape, meaning);
    }

    private static String plain(double value) {
        return Double.isInfinite(value)
                ? "any"
                : new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString();
    }
}
