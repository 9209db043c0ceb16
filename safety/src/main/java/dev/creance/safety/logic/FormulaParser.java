package dev.creance.safety.logic;

import dev.creance.safety.logic.Formula.Scope;
import dev.creance.safety.logic.FormulaScanner.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads formulas by recursive descent. What binds closest comes last: {@code implies}, {@code or}, {@code and}, then {@code
 * until}, {@code since} and {@code unless}, of which one stands alone, then the words that go before one formula.
 */
final class FormulaParser {
    /** Formulas inside each other; a text that nests deeper is a mistake, and would exhaust the stack. */
    private static final int DEEPEST = 50;

    /** Nor is anyone to read one that is longer. */
    private static final int LONGEST = 4096;

    private final FormulaScanner scanner;
    private final Vocabulary words;
    private final SumParser sums;
    private final SpanParser spans;
    private final boolean sequence;
    private final Set<String> units = new TreeSet<>();
    private int depth;

    /** @param sequence whether it is about the order of events, without times */
    FormulaParser(String text, Vocabulary words, boolean sequence) {
        if (text.length() > LONGEST) {
            throw new FormulaError(
                    text,
                    LONGEST,
                    "the formula has " + text.length() + " characters, more than " + LONGEST,
                    "split it into several rules");
        }
        this.scanner = new FormulaScanner(text);
        this.words = words;
        this.sequence = sequence;
        sums = new SumParser(scanner, words);
        spans = new SpanParser(scanner, words.tickNs());
    }

    Specification specification() {
        Formula formula = implication();
        if (scanner.kind() != Kind.END) {
            throw scanner.error(
                    "'" + scanner.token() + "' stands where the formula has ended",
                    "join formulas by and, or, implies, until or since, with parentheses where they nest");
        }
        return new Specification(formula, units);
    }

    private Formula implication() {
        enter();
        Formula left = disjunction();
        if (scanner.skip("implies")) {
            left = new Formula.Or(new Formula.Not(left), implication());
        }
        depth--;
        return left;
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw scanner.error("more than " + DEEPEST + " formulas inside each other", "split it into several rules");
        }
    }

    private Formula disjunction() {
        Formula left = conjunction();
        while (scanner.skip("or")) {
            left = new Formula.Or(left, conjunction());
        }
        return left;
    }

    private Formula conjunction() {
        Formula left = course();
        while (scanner.skip("and")) {
            left = new Formula.And(left, course());
        }
        return left;
    }

    private Formula course() {
        Formula hold = unary();
        String word = scanner.token();
        int at = scanner.start();
        boolean course = isCourse();
        Formula formula = switch (word) {
            case "until" -> new Formula.Until(span(true), hold, unary());
            case "since" -> new Formula.Since(span(false), hold, unary());
            case "unless" -> {
                requireSequence("until[0 s, 1 s], or historically and since");
                yield new Formula.Unless(hold, unary());
            }
            default -> hold;
        };
        if (course && isCourse()) {
            throw scanner.error(
                    "'" + scanner.token() + "' follows the '" + word + "' of column " + (at + 1),
                    "put one of them into parentheses");
        }
        return formula;
    }

    private boolean isCourse() {
        return scanner.is("until") || scanner.is("since") || scanner.is("unless");
    }

    private Formula unary() {
        enter();
        Formula formula = unaryInside();
        depth--;
        return formula;
    }

    private Formula unaryInside() {
        for (Scope scope : Scope.values()) {
            if (scanner.is(scope.word())) {
                return new Formula.Over(scope, span(scope.isAhead()), unary());
            }
        }
        if (scanner.skip("not")) {
            return new Formula.Not(unary());
        }
        if (scanner.is("next")) {
            requireSequence("always with a span of one tick");
            return new Formula.Next(unary());
        }
        if (scanner.is("true") || scanner.is("false")) {
            return new Formula.Truth(scanner.skip("true") || !scanner.skip("false"));
        }
        if (scanner.skip("(")) {
            Formula inside = implication();
            if (!scanner.skip(")")) {
                throw scanner.error(
                        "a ')' is missing before '" + scanner.token() + "'",
                        "close the parenthesis; they group formulas, sums are written without");
            }
            return inside;
        }
        return leaf();
    }

    private Formula leaf() {
        Specification event = scanner.kind() == Kind.WORD ? words.events().get(scanner.token()) : null;
        if (event == null) {
            return sums.comparison(units);
        }
        String name = scanner.token();
        scanner.advance();
        units.addAll(event.units());
        return sequence ? new Formula.Event(name, event.formula()) : event.formula();
    }

    /** The span of the operator that stands here; passes both. */
    private Span span(boolean ahead) {
        String word = scanner.token();
        int at = scanner.start();
        if (sequence && !ahead) {
            throw scanner.error(
                    "'" + word + "' looks back, which a sequence does by itself",
                    "name what it says in 'events', and use that name here");
        }
        scanner.advance();
        if (sequence && scanner.is("[")) {
            throw scanner.error(
                    "a sequence has no times, but '" + word + "' is followed by '['",
                    "leave it out, or write the rule as 'always'");
        }
        if (scanner.is("[")) {
            return spans.span();
        }
        if (ahead && !sequence) {
            throw scanner.errorAt(
                    at,
                    "'" + word + "' looks ahead without end",
                    "give it one, " + word + "[0 s, 1 s]; a rule is checked in every tick, with no 'always' around it");
        }
        return Span.EVER;
    }

    private void requireSequence(String instead) {
        if (!sequence) {
            throw scanner.error(
                    "'" + scanner.token() + "' belongs to sequences",
                    String.format(Locale.ROOT, "write the rule as 'sequence', or use %s", instead));
        }
        scanner.advance();
    }
}
