package dev.creance.safety.logic;

import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The list {@code shield.rules}, bound and checked.
 *
 * <pre>{@code
 * rules:
 *   - {name: slow_when_low, always: position.z < 0.5 m implies abs(velocity.z) < 1 m/s, reaction: backup}
 * }</pre>
 */
public final class Rules {
    /** 17 minutes of one window at 1 kHz; what needs more has its unit wrong. */
    public static final long MOST_BYTES = 16 << 20;

    /** Each takes some 10 ns, all together a few microseconds. */
    public static final int MOST_OPERATORS = 256;

    private static final String NAME = "[a-z][a-z0-9_]{0,31}";

    private static final double LONGEST_PREDICTION_S = 10;

    private final Layout channels;
    private final long tickNs;
    private final double[] rest;
    private final Set<String> unforeseen;
    private final PredictionCost cost;
    private final List<Rule> found = new ArrayList<>();
    private long bytes;
    private int operators;

    /**
     * What rules are about.
     *
     * @param channels of a sample
     * @param tickNs from one sample to the next
     * @param rest a sample of the machine at rest; NaN for what may be anything then
     */
    public record Machine(Layout channels, long tickNs, double[] rest, Prediction prediction) {}

    private Rules(Machine machine) {
        channels = machine.channels;
        tickNs = machine.tickNs;
        rest = machine.rest;
        unforeseen = IntStream.range(0, channels.size())
                .filter(channel -> !machine.prediction.knows(channel))
                .mapToObj(channel -> channels.channels().get(channel).name())
                .collect(Collectors.toUnmodifiableSet());
        cost = new PredictionCost(machine.prediction, tickNs);
    }

    /**
     * Binds the list.
     *
     * @param shield the section it stands in; none where it has no rules
     * @throws ConfigError at the first word that cannot be right
     */
    public static List<Rule> from(ConfigNode shield, Machine machine) {
        Rules rules = new Rules(machine);
        shield.optional("rules").ifPresent(list -> list.items().forEach(rules::add));
        return List.copyOf(rules.found);
    }

    private void add(ConfigNode node) {
        node.only("name", "always", "sequence", "events", "margin", "predict", "reserve", "reaction");
        ConfigNode name = name(node);
        Optional<ConfigNode> always = node.optional("always");
        Optional<ConfigNode> sequence = node.optional("sequence");
        if (always.isPresent() == sequence.isPresent()) {
            throw node.error(
                            always.isPresent()
                                    ? " has 'always' and 'sequence'"
                                    : " has neither 'always' nor 'sequence'")
                    .withHint(
                            "write one of them: 'always' for a formula with times, 'sequence' for an order of events");
        }
        ConfigNode text = always.or(() -> sequence).orElseThrow();
        Vocabulary words = events(node);
        Specification specification = read(
                text,
                () -> always.isPresent()
                        ? Specification.signals(text.string(), words)
                        : Specification.sequence(text.string(), words));
        Monitor monitor = always.isPresent() ? signals(text, specification) : automaton(text, specification);
        String unit = always.isPresent() ? specification.unit() : "1";
        List<String> units = always.isPresent() ? specification.units().stream().toList() : List.of();
        double margin =
                node.optional("margin").map(given -> margin(given, units)).orElse(0.0);
        account(text, monitor);
        Optional<Foresight> foresight = foresight(node, monitor, units);
        Rule rule = new Rule(name.string(), unit, margin, reaction(node), monitor, foresight);
        requireHoldsAtRest(text, rule);
        found.add(rule);
    }

    private ConfigNode name(ConfigNode node) {
        ConfigNode name = node.child("name");
        if (!name.string().matches(NAME)) {
            throw name.error("='" + name.string() + "' is no name of a rule")
                    .withHint("use up to 32 lower-case letters, digits and '_', a letter first");
        }
        if (found.stream().anyMatch(rule -> rule.name().equals(name.string()))) {
            throw name.error("='" + name.string() + "' names two rules").withHint("give each its own");
        }
        return name;
    }

    private static Rule.Reaction reaction(ConfigNode node) {
        return node.optional("reaction")
                .map(given -> given.choice("backup", "land", "warn"))
                .map(word -> Rule.Reaction.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Rule.Reaction.BACKUP);
    }

    /** Each may use those before it. */
    private Vocabulary events(ConfigNode node) {
        Vocabulary words = new Vocabulary(channels, tickNs, Map.of(), node.has("predict") ? unforeseen : Set.of());
        Map<String, Specification> events = new HashMap<>();
        node.optional("events")
                .ifPresent(map -> map.children().forEach((name, text) -> {
                    if (!name.matches(NAME) || FormulaScanner.KEYWORDS.contains(name) || channels.has(name)) {
                        throw text.error(": '" + name + "' is no name of an event")
                                .withHint(
                                        "use lower-case letters, digits and '_'; no channel and no word of the language");
                    }
                    Vocabulary known = words.with(events);
                    events.put(name, read(text, () -> Specification.signals(text.string(), known)));
                }));
        return words.with(events);
    }

    private interface Reading {
        Specification read();
    }

    private static Specification read(ConfigNode text, Reading reading) {
        try {
            return reading.read();
        } catch (FormulaError wrong) {
            throw text.error(wrong.offset(), ": " + wrong.problem()).withHint(wrong.hint());
        }
    }

    private Monitor signals(ConfigNode text, Specification specification) {
        Program program = Program.of(Obligations.of(specification.formula()));
        if (program.memoryBytes() > MOST_BYTES) {
            throw tooMuch(text, program.memoryBytes());
        }
        return new SignalMonitor(program);
    }

    private static Monitor automaton(ConfigNode text, Specification specification) {
        try {
            return new SequenceMonitor(specification.formula());
        } catch (SequenceError refused) {
            throw text.error(": " + refused.getMessage()).withHint(refused.hint());
        }
    }

    private static double margin(ConfigNode given, List<String> units) {
        Optional<Dimension> dimension = Stream.of(Dimension.values())
                .filter(each -> units.equals(List.of(each.siUnit())))
                .findFirst();
        if (dimension.isEmpty()) {
            throw given.error("=" + given.string() + " has no unit to be in: the rule compares in "
                            + (units.isEmpty()
                                    ? "none"
                                    : String.join(", ", units.stream().sorted().toList())))
                    .withHint("leave it out, and put it into the comparisons");
        }
        return given.quantity(dimension.get(), 0, Double.MAX_VALUE);
    }

    private Optional<Foresight> foresight(ConfigNode node, Monitor monitor, List<String> units) {
        Optional<ConfigNode> reserve = node.optional("reserve");
        if (reserve.isPresent() && !node.has("predict")) {
            throw reserve.get().error(" stands without 'predict'").withHint("'margin' is for what is measured");
        }
        double reserved = reserve.map(given -> margin(given, units)).orElse(0.0);
        return node.optional("predict").map(given -> foresight(given, monitor, reserved));
    }

    private Foresight foresight(ConfigNode given, Monitor monitor, double reserve) {
        if (!(monitor instanceof SignalMonitor signals)) {
            throw given.error(" stands beside 'sequence'").withHint("only 'always' can be predicted");
        }
        long ticks = Math.ceilDiv(given.nanoseconds(LONGEST_PREDICTION_S), tickNs);
        if (ticks <= monitor.delayTicks()) {
            throw given.error("=" + given.string() + " is not above the " + milliseconds(monitor.delayTicks())
                            + " after which the rule is decided at the latest")
                    .withHint("predict farther than the formula looks ahead");
        }
        double ns = cost.ns(monitor, ticks);
        if (ns > cost.mostNs()) {
            throw given.error(String.format(
                            Locale.ROOT,
                            "=%s takes some %.0f us of a tick to roll out, more than a quarter of its %.0f us",
                            given.string(),
                            1e-3 * ns,
                            1e-3 * tickNs))
                    .withHint("shorten it to " + milliseconds(cost.mostTicks(monitor, ticks)) + ", or lower loop.rate");
        }
        cost.add(monitor, ticks);
        bytes += monitor.memoryBytes();
        return new Foresight(signals, Math.toIntExact(ticks), reserve, PredictionCost.COURSES * cost.steps(ticks));
    }

    private String milliseconds(long ticks) {
        return BigDecimal.valueOf(ticks * tickNs, 6).stripTrailingZeros().toPlainString() + " ms";
    }

    private void account(ConfigNode text, Monitor monitor) {
        bytes += monitor.memoryBytes();
        operators += monitor.operators();
        if (bytes > MOST_BYTES) {
            throw tooMuch(text, bytes);
        }
        if (operators > MOST_OPERATORS) {
            throw text.error(": the rules have " + operators + " operators, more than " + MOST_OPERATORS)
                    .withHint("each takes its time in every tick: leave some out");
        }
    }

    private ConfigError tooMuch(ConfigNode text, long needed) {
        return text.error(String.format(
                        Locale.ROOT,
                        ": the rules keep %.1f MiB of samples, more than %d: spans are counted in ticks of %s ms",
                        needed / 1048576.0,
                        MOST_BYTES >> 20,
                        tickNs * 1e-6))
                .withHint("shorten the spans, or lower loop.rate");
    }

    /** A machine that stands would otherwise never be allowed to move. */
    private void requireHoldsAtRest(ConfigNode text, Rule rule) {
        Monitor monitor = rule.monitor();
        for (long tick = 0; tick < monitor.memoryTicks(); tick++) {
            monitor.step(rest);
        }
        if (monitor.upper() < rule.margin()) {
            throw text.error(": does not hold while the machine stands: at most by " + monitor.upper() + " "
                            + rule.unit() + ", below " + rule.margin())
                    .withHint(
                            "a run begins at rest; say from when on it applies, such as: once(position.z > 0.5 m) implies position.z > 0.3 m");
        }
        monitor.restart();
    }
}
