package dev.creance.safety.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.property.Property;
import dev.creance.safety.logic.Formula.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaParserTest {
    private static final Layout CHANNELS = new Layout(List.of(
            Channel.unbounded("a", "m"),
            Channel.unbounded("b", "m"),
            Channel.unbounded("velocity.x", "m/s"),
            Channel.unbounded("motor.0", "1")));
    static final Vocabulary WORDS = new Vocabulary(CHANNELS, 1_000_000);

    private static final Formula B = new Formula.Atom(Term.reading(1));

    private static Formula signals(String text) {
        return Specification.signals(text, WORDS).formula();
    }

    private static double margin(String text, double... sample) {
        return new TermCode(((Formula.Atom) signals(text)).margin()).at(sample);
    }

    @Test
    void theRobustnessOfAComparisonIsTheDifferenceOfItsSidesInSi() {
        assertThat(margin("a > 30 cm", 1, 0, 0, 0)).isEqualTo(0.7);
        assertThat(margin("a < 30 cm", 1, 0, 0, 0)).isEqualTo(-0.7);
        assertThat(margin("abs(velocity.x) <= 3.6 km/h", 0, 0, -3, 0)).isEqualTo(-2);
        assertThat(margin("2 * a - b >= -1 m", 1, 5, 0, 0)).isEqualTo(-2);
        assertThat(margin("-abs(a - 2 * b) * 3 > b", 1, 5, 0, 0)).isEqualTo(-32);
        assertThat(margin("motor.0 < 90 %", 0, 0, 0, 0.5)).isEqualTo(0.4);
    }

    @Test
    void theUnitIsThatOfTheComparisonsWhereTheyAgree() {
        assertThat(Specification.signals("a > 1 m and b < 2 cm", WORDS).unit()).isEqualTo("m");
        assertThat(Specification.signals("a > 1 m and velocity.x < 2 m/s", WORDS)
                        .unit())
                .isEqualTo("1");
    }

    @Test
    void wordsBindLikeThis() {
        Formula a = signals("a > 0 m");
        Formula b = signals("b > 0 m");
        assertThat(signals("not a > 0 m and b > 0 m or a > 0 m implies b > 0 m"))
                .isEqualTo(new Formula.Or(
                        new Formula.Not(new Formula.Or(new Formula.And(new Formula.Not(a), b), a)), b));
        assertThat(signals("always[0 s, 2 ms] a > 0 m and b > 0 m"))
                .isEqualTo(new Formula.And(new Formula.Over(Scope.ALWAYS, new Span(0, 2), a), b));
        assertThat(signals("a > 0 m and a > 0 m since b > 0 m"))
                .isEqualTo(new Formula.And(a, new Formula.Since(Span.EVER, a, b)));
    }

    @Test
    void aSpanHoldsTheTicksThatFallIntoIt() {
        Vocabulary fast = new Vocabulary(CHANNELS, 250_000);
        Formula formula =
                Specification.signals("once[0.4 ms, 1.1 ms] a > 0 m", fast).formula();

        assertThat(((Formula.Over) formula).when()).isEqualTo(new Span(2, 4));
    }

    @Test
    void anEventStandsForItsFormula() {
        Specification high = Specification.signals("a > 1 m", WORDS);
        Vocabulary words = WORDS.with(Map.of("high", high));

        assertThat(Specification.signals("not high", words).formula()).isEqualTo(new Formula.Not(high.formula()));
        assertThat(Specification.sequence("always not high", words).formula())
                .isEqualTo(new Formula.Over(
                        Scope.ALWAYS, Span.EVER, new Formula.Not(new Formula.Event("high", high.formula()))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a > 1 | 3 | [m] on the left, [1] on the right | write both sides in the same unit; a number needs its own",
                "a > 1 m/s | 3 | [m] on the left, [m/s] on the right | write both sides in the same unit",
                "a + velocity.x > 1 m | 3 | [m] on the left, [m/s] on the right | write both sides in the same unit",
                "a > 1 parsec | 7 | 'parsec' is no unit | write a unit such as",
                "velocty.x > 1 m/s | 1 | 'velocty.x' is no channel of this machine | there are a, b, velocity.x, motor.0",
                "velocity.y > 1 m/s | 1 | 'velocity.y' is no channel of this machine | there are velocity.x",
                "eventually a > 0 m | 1 | 'eventually' looks ahead without end | give it one, eventually[0 s, 1 s]",
                "always[1 s, 2] a > 0 m | 13 | '2' is no duration | write both ends with their units",
                "always[2 s, 1 s] a > 0 m | 7 | the span ends before it begins | write the earlier end first",
                "once[1.2 ms, 1.8 ms] a > 0 m | 5 | no tick falls into the span: they are 1.0 ms apart | widen it",
                "once[0 s, 25 h] a > 0 m | 11 | '25 h' is longer than a day | shorten it",
                "once[0 s 1 s] a > 0 m | 10 | '1 s' stands where ',' should | a span is written [0 s, 500 ms]",
                "(a > 0 m | 9 | a ')' is missing before 'the end' | close the parenthesis",
                "(a + b) > 0 m | 7 | ')' stands where a comparison should | compare with a quantity",
                "0 m < a < 1 m | 9 | a second comparison | write two comparisons",
                "1 m < 2 m | 1 | two numbers are compared | name a channel",
                "a * b > 1 m | 3 | '*' stands between two quantities | multiply by a number without a unit",
                "a > 0 m b < 1 m | 9 | 'b' stands where the formula has ended | join formulas by",
                "a > 0 m until[0 s, 1 s] b > 0 m since a > 0 m | 33 | 'since' follows the 'until' of column 9 | put one",
                "a > 0 m unless b > 0 m | 9 | 'unless' belongs to sequences | write the rule as 'sequence'",
                "a > 0 m && b > 0 m | 9 | '&' means nothing here | use words",
                "a > | 4 | 'the end' stands where a channel or a quantity should | write a comparison",
                "a > 1..2 m | 5 | '1..2' is no number | write digits",
            })
    void aTextThatCannotBeReadIsRefusedWithItsPlaceAndARemedy(String text, int column, String problem, String hint) {
        FormulaError refused = catchThrowableOfType(FormulaError.class, () -> signals(text));

        assertThat(refused).as(text).isNotNull();
        assertThat(refused.column()).as(refused.getMessage()).isEqualTo(column);
        assertThat(refused.problem()).startsWith(problem);
        assertThat(refused.hint()).startsWith(hint);
    }

    @Test
    void thePlaceIsThatOfTheLine() {
        FormulaError refused = catchThrowableOfType(FormulaError.class, () -> signals("a > 0 m\n  and c > 0 m"));

        assertThat(refused.line()).isEqualTo(2);
        assertThat(refused.column()).isEqualTo(7);
    }

    @Test
    void aSequenceHasNoTimesAndLooksBackOnlyThroughItsEvents() {
        assertThatThrownBy(() -> Specification.sequence("always[0 s, 1 s] a > 0 m", WORDS))
                .hasMessageContaining("a sequence has no times");
        assertThatThrownBy(() -> Specification.sequence("once a > 0 m", WORDS))
                .hasMessageContaining("'once' looks back");
    }

    @Test
    void formulasInsideEachOtherHaveABound() {
        assertThatThrownBy(() -> signals("(".repeat(200))).hasMessageContaining("inside each other");
        assertThatThrownBy(() -> signals("not ".repeat(200))).hasMessageContaining("inside each other");
        assertThatThrownBy(() -> signals("a > 0 m implies ".repeat(200))).hasMessageContaining("inside each other");
        assertThatThrownBy(() -> signals("a > 0 m or ".repeat(500)))
                .hasMessageContaining("5500 characters, more than 4096");
    }

    /** Words of the language in any order, and now and then any character. */
    @Test
    void anyTextIsReadOrRefusedWithAPlaceInIt() {
        String[] pieces = {
            "a",
            "b",
            "velocity.x",
            "motor.0",
            ">",
            "<=",
            "1",
            "2.5",
            " m",
            " m/s",
            " s",
            "[",
            "]",
            "(",
            ")",
            ",",
            "not",
            "and",
            "or",
            "implies",
            "always",
            "eventually",
            "once",
            "until",
            "since",
            "unless",
            "next",
            "abs",
            "-",
            "+",
            "*",
            " ",
            "\n",
            "true",
            "0 s, 5 ms"
        };
        Property.check(20_000, choices -> {
            StringBuilder text = new StringBuilder();
            int count = choices.integer(0, 25);
            for (int i = 0; i < count; i++) {
                text.append(
                        choices.integer(0, 20) == 20
                                ? String.valueOf((char) choices.integer(1, 0xd7ff))
                                : choices.oneOf(pieces));
                text.append(choices.bool() ? " " : "");
            }
            boolean sequence = choices.bool();
            try {
                Specification read = sequence
                        ? Specification.sequence(text.toString(), WORDS)
                        : Specification.signals(text.toString(), WORDS);
                assertThat(read.formula()).isNotNull();
            } catch (FormulaError refused) {
                assertThat(refused.offset()).isBetween(0, text.length());
                assertThat(refused.hint()).isNotEmpty();
            }
        });
    }

    @Test
    void aNegationMovesIntoComparisons() {
        Formula written = signals("not (a > 0 m and not b > 0 m)");

        assertThat(NormalForm.of(written))
                .isEqualTo(new Formula.Or(new Formula.Atom(Term.reading(0).times(-1)), B));
    }
}
