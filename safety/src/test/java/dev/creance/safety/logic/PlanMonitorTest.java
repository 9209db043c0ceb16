package dev.creance.safety.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.property.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cart on a line: its acceleration is commanded, a tick takes 50 ms. */
class PlanMonitorTest {
    private static final double DT = 0.05;
    private static final Vocabulary WORDS =
            new Vocabulary(new Layout(List.of(Channel.unbounded("x", "m"), Channel.unbounded("v", "m/s"))), 50_000_000);
    private static final List<double[]> ACTIONS = List.of(new double[] {-2}, new double[] {0}, new double[] {2});
    private static final BackupTable TABLE = BackupTable.of(ACTIONS, 1, 10, 40);

    /** Its model, which is right. */
    private static final class Cart implements RollOut {
        double x;
        double v;
        double planned;
        private double modelX;
        private double modelV;

        @Override
        public void begin() {
            modelX = x;
            modelV = v;
        }

        @Override
        public void follow(double[] sampleOut) {
            advance(planned, sampleOut);
        }

        @Override
        public void apply(double[] action, double[] sampleOut) {
            advance(action[0], sampleOut);
        }

        private void advance(double a, double[] sampleOut) {
            modelX += modelV * DT + 0.5 * a * DT * DT;
            modelV += a * DT;
            sampleOut[0] = modelX;
            sampleOut[1] = modelV;
        }

        void step(double a) {
            x += v * DT + 0.5 * a * DT * DT;
            v += a * DT;
        }
    }

    private final Cart cart = new Cart();

    private PlanMonitor monitor(String formula, BackupTable table) {
        return new PlanMonitor(Specification.signals(formula, WORDS).formula(), 2, cart, table, 40, 0);
    }

    @Test
    void aPlanThatKeepsTheRuleIsLetBe() {
        PlanMonitor monitor = monitor("x < 10 m", TABLE);
        cart.v = 1;
        monitor.observe(new double[] {0, 1});

        assertThat(monitor.choose()).isEqualTo(PlanMonitor.PLAN);
        assertThat(monitor.isSafe()).isTrue();
        assertThat(monitor.robustness()).isCloseTo(8, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void aPlanThatWouldBreakTheRuleIsReplacedByTheBeginningThatKeepsMost() {
        PlanMonitor monitor = monitor("x < 10 m", TABLE);
        cart.x = 8.5;
        cart.v = 2;
        monitor.observe(new double[] {8.5, 2});

        int choice = monitor.choose();

        assertThat(TABLE.entries().get(choice).action()).containsExactly(-2);
        assertThat(TABLE.entries().get(choice).ticks()).isEqualTo(40);
        assertThat(monitor.robustness())
                .as("2²/2·2 = 1 m to stop")
                .isCloseTo(0.5, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void whatHasBeenCounts() {
        PlanMonitor monitor = monitor("once[0 s, 2 s] v > 3 m/s implies v < 1 m/s", TABLE);
        cart.v = 2;
        monitor.observe(new double[] {0, 4});
        for (int i = 0; i < 5; i++) {
            monitor.observe(new double[] {0, 2});
        }

        assertThat(monitor.choose()).isNotEqualTo(PlanMonitor.PLAN);
    }

    @Test
    void whereNothingKeepsTheRuleTheLeastBadIsChosenAndItSaysSo() {
        PlanMonitor monitor = monitor("x < 10 m", TABLE);
        cart.x = 9.8;
        cart.v = 4;
        monitor.observe(new double[] {9.8, 4});

        assertThat(TABLE.entries().get(monitor.choose()).ticks()).isEqualTo(40);
        assertThat(monitor.isSafe()).isFalse();
    }

    @Test
    void choosingLeavesWhatHasBeenAsItIs() {
        Property.check(200, choices -> {
            PlanMonitor asked =
                    monitor("historically[0 s, 1 s] abs(v) < 3 m/s and eventually[0 s, 500 ms] x < 9 m", TABLE);
            PlanMonitor other =
                    monitor("historically[0 s, 1 s] abs(v) < 3 m/s and eventually[0 s, 500 ms] x < 9 m", TABLE);
            for (int n = 0; n < 40; n++) {
                cart.x = choices.between(0, 10);
                cart.v = choices.between(-4, 4);
                double[] sample = {cart.x, cart.v};
                asked.observe(sample);
                other.observe(sample);
                asked.choose();
            }
            assertThat(other.choose()).isEqualTo(asked.choose());
            assertThat(other.robustness()).isEqualTo(asked.robustness());
        });
    }

    /** With the model right and the table able to brake, the rule is kept whatever is planned; without, it is not. */
    @Test
    void fromWhereItCanBeKeptTheRuleIsKeptWhateverIsPlanned() {
        int[] broken = new int[2];
        Property.check(100, choices -> {
            double x = choices.between(0, 8);
            double v = choices.between(0, Math.sqrt(2 * 2 * (9.8 - x)));
            double[] plans = new double[200];
            for (int n = 0; n < plans.length; n++) {
                plans[n] = choices.between(-2, 3);
            }
            for (int searching = 0; searching < 2; searching++) {
                PlanMonitor monitor = monitor("x < 10 m", TABLE);
                cart.x = x;
                cart.v = v;
                double greatest = x;
                for (double plan : plans) {
                    cart.planned = plan;
                    monitor.observe(new double[] {cart.x, cart.v});
                    int choice = searching == 1 ? monitor.choose() : PlanMonitor.PLAN;
                    cart.step(
                            choice == PlanMonitor.PLAN
                                    ? plan
                                    : TABLE.entries().get(choice).action()[0]);
                    greatest = Math.max(greatest, cart.x);
                }
                broken[searching] += greatest > 10 ? 1 : 0;
            }
        });

        assertThat(broken[0]).as("plans alone").isGreaterThan(50);
        assertThat(broken[1]).as("with the table").isZero();
    }

    @Test
    void aHorizonThatIsTooShortForTheFormulaIsRefused() {
        assertThatThrownBy(() -> monitor("eventually[0 s, 2 s] x > 1 m", TABLE))
                .hasMessageContaining("horizonTicks=40 is not above the formula's delay of 40");
        assertThatThrownBy(() -> monitor("x < 10 m", BackupTable.of(ACTIONS, 41)))
                .hasMessageContaining("ticks=41 of an entry is outside 1 to 40");
    }
}
