package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Frame;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.VirtualClock;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class PolicyWarmUpTest {
    private static final int COMPILED = 2_000;

    static volatile Object garbage;

    private final VirtualClock clock = new VirtualClock();

    /** Takes, and leaves, what it is told to. */
    private final class Asked implements Policy {
        private final IntToLongFunction ns;
        private final int garbageUpTo;
        private int asked;
        private boolean reset;

        Asked(int garbageUpTo, IntToLongFunction ns) {
            this.garbageUpTo = garbageUpTo;
            this.ns = ns;
        }

        @Override
        public PolicyStatus infer(float[] observation, float[] actionOut) {
            asked++;
            clock.advanceNs(ns.applyAsLong(asked));
            if (asked <= garbageUpTo) {
                garbage = new long[8];
            }
            return PolicyStatus.OK;
        }

        @Override
        public String name() {
            return "asked";
        }

        @Override
        public int observationSize() {
            return 3;
        }

        @Override
        public int actionSize() {
            return 2;
        }

        @Override
        public void observe(Frame sensors, Frame reference, float[] observationOut) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void command(float[] action, double[] commandOut) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void acted(float[] action, double[] executed) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void reset() {
            reset = true;
        }

        @Override
        public void close() {
            // nothing to give back
        }
    }

    @Test
    void itEndsWhenWindowsAreFreeOfGarbageAndTakeTheSameTime() {
        Asked policy = new Asked(COMPILED, asked -> asked <= COMPILED ? 30_000 : 3_000);

        PolicyWarmUp.Result result = PolicyWarmUp.of(policy, clock);

        assertThat(result.steady()).isTrue();
        assertThat(result.bytes()).isZero();
        assertThat(result.leastNs()).isEqualTo(3_000);
        assertThat(policy.asked).isBetween(COMPILED, 3 * COMPILED);
        assertThat(policy.reset).isTrue();
    }

    @Test
    void oneThatAlwaysLeavesGarbageMeetsTheLimitAndIsSaidToBeUnsteady() {
        Asked policy = new Asked(Integer.MAX_VALUE, asked -> 50_000);

        PolicyWarmUp.Result result = PolicyWarmUp.of(policy, clock);

        assertThat(result.steady()).isFalse();
        assertThat(result.bytes()).isGreaterThanOrEqualTo(64);
        assertThat(clock.nowNs()).isBetween(3_000_000_000L, 3_100_000_000L);
    }

    @Test
    void oneThatHasJustBecomeQuickerIsAskedFurther() {
        Asked policy = new Asked(0, asked -> asked <= 900 ? 30_000 : 3_000);

        PolicyWarmUp.Result result = PolicyWarmUp.of(policy, clock);

        assertThat(result.leastNs()).isEqualTo(3_000);
        assertThat(policy.asked).isGreaterThan(900 + 3 * 500);
    }
}
