package dev.creance.safety.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code shield.rules} as it is written: what it becomes, and what is refused where. */
class RulesTest {
    private static final Layout CHANNELS = new Layout(List.of(
            Channel.unbounded("height", "m"),
            Channel.unbounded("speed", "m/s"),
            Channel.unbounded("temperature", "K")));

    /** It stands on the ground, as warm as it may be. */
    private static final double[] REST = {0, 0, Double.NaN};

    /** Knows nothing of temperatures, and takes a microsecond for each two ticks. */
    private static final Prediction MODEL = new Prediction() {
        @Override
        public boolean knows(int channel) {
            return channel < 2;
        }

        @Override
        public int stepTicks() {
            return 2;
        }

        @Override
        public double stepNs() {
            return 1000;
        }

        @Override
        public void begin() {
            // nobody asks
        }

        @Override
        public void follow(double[] sampleOut) {
            // nobody asks
        }

        @Override
        public void apply(double[] action, double[] sampleOut) {
            // nobody asks
        }
    };

    private static List<Rule> rules(String list) {
        return Rules.from(
                ConfigFile.parse("robot.yaml", "rules:\n" + list), new Rules.Machine(CHANNELS, 1_000_000, REST, MODEL));
    }

    @Test
    void aRuleHasItsNameItsUnitItsMarginAndItsReaction() {
        List<Rule> rules = rules("  - {name: slow, always: speed < 2 m/s, margin: 0.5 m/s, reaction: land}\n"
                + "  - {name: cool, always: temperature < 350 K}\n");

        assertThat(rules).hasSize(2);
        assertThat(rules.getFirst().name()).isEqualTo("slow");
        assertThat(rules.getFirst().unit()).isEqualTo("m/s");
        assertThat(rules.getFirst().margin()).isEqualTo(0.5);
        assertThat(rules.getFirst().reaction()).isEqualTo(Rule.Reaction.LAND);
        assertThat(rules.getLast().margin()).isZero();
        assertThat(rules.getLast().reaction()).isEqualTo(Rule.Reaction.BACKUP);
        rules.getFirst().monitor().step(new double[] {0, 1, 300});
        assertThat(rules.getFirst().room()).isEqualTo(0.5);
    }

    @Test
    void eventsMayUseThoseBeforeThem() {
        List<Rule> rules = rules("""
                  - name: gear
                    events:
                      high: height > 2 m
                      falling: high and speed > 1 m/s
                    always: not falling
                """);
        rules.getFirst().monitor().step(new double[] {3, 4, 300});

        assertThat(rules.getFirst().monitor().upper()).isEqualTo(-1);
    }

    @Test
    void aSequenceIsJudgedFromTheBeginningOfTheRun() {
        Monitor monitor = rules("""
                  - name: order
                    events: {high: height > 2 m, warm: temperature > 300 K}
                    sequence: not high unless warm
                """).getFirst().monitor();
        monitor.step(new double[] {3, 0, 310});
        monitor.step(new double[] {3, 0, 290});
        assertThat(monitor.lower()).isEqualTo(1);
        monitor.restart();
        monitor.step(new double[] {3, 0, 290});
        assertThat(monitor.upper()).isEqualTo(-1);
    }

    @Test
    void whatMayBeAnythingAtRestForbidsNothing() {
        assertThat(rules("  - {name: warm, always: temperature > 300 K}\n")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{name: a, always: hight > 1 m} | 2:23 | 'hight' is no channel of this machine | there are height",
                "{name: a, always: 'speed < 3 m'} | 2:30 | [m/s] on the left, [m] on the right | write both sides",
                "{name: a, always: speed} | 2:28 | 'the end' stands where a comparison should | compare with",
                "{name: a, always: height > 0.3 m} | 2:23 | does not hold while the machine stands: at most by -0.3 m, below 0.0 | a run begins at rest",
                "{name: a, always: speed < 1 m/s, margin: 2 m/s} | 2:23 | does not hold while the machine stands: at most by 1.0 m/s, below 2.0 | a run",
                "{name: a, always: 'once[0 s, 1 h] speed < 1 m/s'} | 2:23 | the rules keep 54.9 MiB of samples, more than 16 | shorten the spans",
                "{name: a, always: speed < 1 m/s, margin: 1 m} | 2:46 | which is not a unit of speed | use one of",
                "{name: a, always: speed < 1 m/s or height < 1 m, margin: 1} | 2:62 | the rule compares in m, m/s | leave it out",
                "{name: a, sequence: eventually speed < 1 m/s} | 2:25 | 'eventually' promises what may come at any time | say what must not",
                "{name: a, sequence: always speed < 1 m/s, margin: 1} | 2:55 | the rule compares in none | leave it out",
                "{name: a, always: speed < 1 m/s, sequence: speed < 1 m/s} | 2:5 | has 'always' and 'sequence' | write one",
                "{name: a} | 2:5 | has neither 'always' nor 'sequence' | write one",
                "{name: A b, always: speed < 1 m/s} | 2:12 | ='A b' is no name of a rule | use up to 32",
                "{name: a, always: speed < 1 m/s, reaction: stop} | 2:48 | ='stop' is none of backup, land, warn | known",
                "{name: a, events: {speed: speed < 1 m/s}, always: speed < 1 m/s} | 2:31 | 'speed' is no name of an event | use lower-case",
                "{name: a, events: {slow: speed < 1 s}, always: slow} | 2:36 | [m/s] on the left, [s] on the right | write both",
                "{name: a, always: temperature < 350 K and speed < 2 m/s, predict: 10 ms} | 2:23 | 'temperature' cannot be predicted | leave out predict, or it; predicted are height, speed",
                "{name: a, events: {warm: temperature > 350 K}, always: not warm, predict: 10 ms} | 2:30 | 'temperature' cannot be predicted | leave out",
                "{name: a, sequence: always speed < 1 m/s, predict: 10 ms} | 2:56 | stands beside 'sequence' | only 'always'",
                "{name: a, always: 'eventually[0 s, 20 ms] speed < 1 m/s', predict: 20 ms} | 2:72 | =20 ms is not above the 20 ms after which | predict farther",
                "{name: a, always: speed < 1 m/s, predict: 400 ms} | 2:47 | =400 ms takes some 410 us of a tick to roll out, more than a quarter of its 1000 us | shorten it to 243 ms, or lower loop.rate",
                "{name: a, always: speed < 1 m/s, predict: 400} | 2:47 | =400 lacks its unit | write 400",
                "{name: a, always: speed < 1 m/s, reserve: 1 m/s} | 2:47 | stands without 'predict' | 'margin' is",
                "{name: a, always: speed < 1 m/s, predict: 10 ms, reserve: 1 m} | 2:63 | which is not a unit of speed | use one of",
                "{name: a, when: 1} | 2:15 | unknown key 'when' | known",
            })
    void whatCannotBeRightIsRefusedAtItsPlace(String rule, String place, String problem, String hint) {
        ConfigError refused = catchThrowableOfType(ConfigError.class, () -> rules("  - " + rule + "\n"));

        assertThat(refused).as(rule).isNotNull();
        assertThat(refused.where()).as(refused.getMessage()).isEqualTo("robot.yaml:" + place);
        assertThat(refused.getMessage()).contains(problem);
        assertThat(refused.hint()).startsWith(hint);
    }

    @Test
    void twoRulesOfOneNameAreRefused() {
        ConfigError refused = catchThrowableOfType(
                ConfigError.class,
                () -> rules("  - {name: a, always: speed < 1 m/s}\n  - {name: a, always: speed < 2 m/s}\n"));

        assertThat(refused).hasMessageContaining("='a' names two rules");
        assertThat(refused.where()).isEqualTo("robot.yaml:3:12");
    }

    @Test
    void soManyOperatorsAreRefusedThatTheyWouldTakeTheTickTime() {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            list.append("  - {name: r").append(i).append(", always: 'once[0 s, 1 s] speed < 1 m/s or height > 1 m'}\n");
        }

        assertThat(catchThrowableOfType(ConfigError.class, () -> rules(list.toString())))
                .hasMessageContaining("operators, more than 256");
    }
}
