package dev.creance.app;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is asked of a value of a set point: a finite number with its unit.
 *
 * @param unit 1 where none is written
 */
record AskedValue(double value, String unit) {
    private static final Pattern TEXT =
            Pattern.compile("([-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?)(?:\\s+(\\S+))?");

    /** Empty where the text is no number, or none that a double holds. */
    static Optional<AskedValue> of(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(matcher.group(1));
        return Double.isFinite(value)
                ? Optional.of(new AskedValue(value, matcher.group(2) == null ? "1" : matcher.group(2)))
                : Optional.empty();
    }
}
