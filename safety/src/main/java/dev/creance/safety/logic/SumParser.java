package dev.creance.safety.logic;

import dev.creance.runtime.Channel;
import dev.creance.safety.logic.FormulaScanner.Kind;
import java.util.List;
import java.util.Set;

/** Reads comparisons of sums: channels, quantities, multiples of them and absolute values, each side in one unit. */
final class SumParser {
    private static final String NO_UNIT = "1";

    private final FormulaScanner scanner;
    private final Vocabulary words;
    private int depth;

    SumParser(FormulaScanner scanner, Vocabulary words) {
        this.scanner = scanner;
        this.words = words;
    }

    private record Sum(Term term, String unit) {
        boolean isFactor() {
            return term.isNumber() && unit.equals(NO_UNIT);
        }
    }

    /** @param unitsOut gets the unit in which it compares */
    Formula comparison(Set<String> unitsOut) {
        int at = scanner.start();
        Sum left = sum();
        boolean above = scanner.is(">") || scanner.is(">=");
        if (!above && !scanner.is("<") && !scanner.is("<=")) {
            throw scanner.error(
                    "'" + scanner.token() + "' stands where a comparison should",
                    "compare with a quantity, such as position.z > 0.3 m; parentheses group formulas, not sums");
        }
        int sign = scanner.start();
        scanner.advance();
        Sum right = sum();
        requireSame(left, right, sign);
        if (scanner.is(">") || scanner.is(">=") || scanner.is("<") || scanner.is("<=")) {
            throw scanner.error("a second comparison", "write two comparisons and join them by 'and'");
        }
        Term difference = left.term.plus(right.term.times(-1));
        if (difference.isNumber()) {
            throw scanner.errorAt(at, "two numbers are compared: no channel is", "name a channel");
        }
        unitsOut.add(left.unit);
        return new Formula.Atom(above ? difference : difference.times(-1));
    }

    private Sum sum() {
        Sum sum = product();
        while (scanner.is("+") || scanner.is("-")) {
            int sign = scanner.is("+") ? 1 : -1;
            int at = scanner.start();
            scanner.advance();
            Sum next = product();
            requireSame(sum, next, at);
            sum = new Sum(sum.term.plus(next.term.times(sign)), sum.unit);
        }
        return sum;
    }

    private void requireSame(Sum left, Sum right, int at) {
        if (!left.unit.equals(right.unit)) {
            throw scanner.errorAt(
                    at,
                    "[" + left.unit + "] on the left, [" + right.unit + "] on the right",
                    "write both sides in the same unit"
                            + (left.isFactor() || right.isFactor() ? "; a number needs its own" : ""));
        }
    }

    private Sum product() {
        double sign = 1;
        while (scanner.is("-") || scanner.is("+")) {
            sign *= scanner.is("-") ? -1 : 1;
            scanner.advance();
        }
        Sum product = factor();
        while (scanner.is("*")) {
            int at = scanner.start();
            scanner.advance();
            Sum next = factor();
            if (!product.isFactor() && !next.isFactor()) {
                throw scanner.errorAt(
                        at,
                        "'*' stands between two quantities",
                        "multiply by a number without a unit, such as 2 * position.z");
            }
            product = next.isFactor()
                    ? new Sum(product.term.times(next.term.constant()), product.unit)
                    : new Sum(next.term.times(product.term.constant()), next.unit);
        }
        return new Sum(product.term.times(sign), product.unit);
    }

    private Sum factor() {
        if (scanner.kind() == Kind.QUANTITY) {
            Sum quantity = new Sum(Term.number(scanner.value()), scanner.unit());
            scanner.advance();
            return quantity;
        }
        return scanner.skip("abs") ? absolute() : channel();
    }

    private Sum absolute() {
        if (!scanner.skip("(")) {
            throw scanner.error("'(' is missing after abs", "write abs(velocity.x)");
        }
        if (++depth > 10) {
            throw scanner.error("more than 10 abs inside each other", "write it without");
        }
        Sum inside = sum();
        depth--;
        if (!scanner.skip(")")) {
            throw scanner.error("')' is missing before '" + scanner.token() + "'", "write abs(velocity.x)");
        }
        return new Sum(Term.absolute(inside.term), inside.unit);
    }

    private Sum channel() {
        String name = scanner.token();
        if (scanner.kind() != Kind.WORD || FormulaScanner.KEYWORDS.contains(name)) {
            throw scanner.error(
                    "'" + name + "' stands where a channel or a quantity should",
                    "write a comparison, such as position.z > 0.3 m");
        }
        if (!words.channels().has(name)) {
            throw scanner.error(
                    "'" + name + "' is no channel of this machine" + events(), "there are " + nearest(name));
        }
        if (words.unforeseen().contains(name)) {
            throw scanner.error(
                    "'" + name + "' cannot be predicted",
                    "leave out predict, or it; predicted are " + String.join(", ", foreseen()));
        }
        int index = words.channels().indexOf(name);
        scanner.advance();
        return new Sum(
                Term.reading(index), words.channels().channels().get(index).unit());
    }

    private List<String> foreseen() {
        return words.channels().channels().stream()
                .map(Channel::name)
                .filter(each -> !words.unforeseen().contains(each))
                .toList();
    }

    private String events() {
        return words.events().isEmpty() ? "" : " and no event";
    }

    /** The names of those channels that begin alike, or of all, and of the events. */
    private String nearest(String name) {
        List<String> all =
                words.channels().channels().stream().map(Channel::name).toList();
        String beginning = name.split("\\.", 2)[0];
        List<String> alike =
                all.stream().filter(each -> each.startsWith(beginning)).toList();
        String channels = String.join(", ", alike.isEmpty() ? all : alike);
        return words.events().isEmpty()
                ? channels
                : channels + "; events "
                        + String.join(
                                ", ", words.events().keySet().stream().sorted().toList());
    }
}
