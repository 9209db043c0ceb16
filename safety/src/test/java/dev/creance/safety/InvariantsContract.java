package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Shield;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Invariants of the shield that hold for any machine, whatever comes in; numbers as in docs/invariants.md, where the others stand,
 * too. Two shields of the same kind see the same inputs, so that what depends on the proposal alone can be told.
 */
public abstract class InvariantsContract {
    private static final int RUNS = 40;
    private static final int TICKS = 200;

    /** Nobody is in charge of it yet; the same each time but for the probe. */
    protected abstract ClosedLoop loop(Stage.Probe probe);

    /** One like that of {@link #loop}. */
    protected abstract Shield twin(Stage.Probe probe);

    /** Puts a machine that the policy is in charge of somewhere into its envelope. */
    protected abstract void place(ClosedLoop loop, Choices choices);

    protected abstract List<CommandLimit> limits();

    /** Most that the change of each command may change by in a tick; empty where nothing limits it. */
    protected abstract double[] changeOfChange();

    /** In the middle of its envelope, under a policy that is let do what it proposes. */
    protected abstract ClosedLoop calm();

    /** Proposes what the shield need not change. */
    protected abstract void mild(ClosedLoop loop, Choices choices, double[] out);

    /** A loop and a twin of its shield beside it. */
    private final class Pair {
        final ClosedLoop loop;
        final Shield other;
        final TickOutputs outOther;

        Pair(Choices choices, Stage.Probe probe) {
            loop = loop(probe);
            other = twin(probe);
            outOther = new TickOutputs(
                    0,
                    loop.out().reference.layout(),
                    limits().size(),
                    loop.shield().margins().size());
            for (int i = 0; i < 1000 && loop.state() != FailsafeState.ACTIVE; i++) {
                step(() -> {}, () -> {});
            }
            assertThat(loop.state()).isEqualTo(FailsafeState.ACTIVE);
            place(loop, choices);
        }

        void step(Runnable meddle, Runnable meddleOther) {
            loop.advanceInputs();
            meddle.run();
            System.arraycopy(loop.out().proposal, 0, outOther.proposal, 0, outOther.proposal.length);
            meddleOther.run();
            loop.shield().decide(loop.in(), loop.out());
            other.decide(loop.in(), outOther);
            loop.advancePlant();
        }
    }

    /** Watches a loop from tick to tick. */
    private interface Witness {
        void see(ClosedLoop loop);
    }

    private void whateverComesIn(Witness fresh, Witness each) {
        Property.check(RUNS, choices -> {
            Pair pair = new Pair(choices, stage -> {});
            HostileInputs hostile = new HostileInputs(choices.oneOf(0, 200, 30), limits(), choices);
            fresh.see(pair.loop);
            for (int i = 0; i < TICKS; i++) {
                pair.step(() -> hostile.meddle(pair.loop.in(), pair.loop.out()), () -> {});
                each.see(pair.loop);
            }
        });
    }

    @Test
    void i1EveryCommandIsFiniteInsideItsBoxAndAFloat() {
        whateverComesIn(loop -> {}, loop -> assertInsideTheBox(loop.decision()));
    }

    private void assertInsideTheBox(ShieldDecision decision) {
        for (int k = 0; k < decision.command.length; k++) {
            assertThat(decision.command[k])
                    .isBetween(limits().get(k).min(), limits().get(k).max());
            assertThat((double) (float) decision.command[k]).isEqualTo(decision.command[k]);
        }
    }

    @Test
    void i2NoCommandChangesFasterThanItMayAcrossSourcesAndFaults() {
        double[] last = new double[limits().size()];
        double[] change = new double[limits().size()];
        FailsafeState[] before = new FailsafeState[1];
        whateverComesIn(
                loop -> {
                    System.arraycopy(loop.decision().command, 0, last, 0, last.length);
                    java.util.Arrays.fill(change, 0);
                    before[0] = loop.state();
                },
                loop -> {
                    boolean acts = acts(loop.state()) && acts(before[0]);
                    for (int k = 0; k < last.length; k++) {
                        double now = loop.decision().command[k];
                        if (acts) {
                            assertSlow(k, now - last[k], change[k], loop.tickS());
                        }
                        change[k] = now - last[k];
                        last[k] = now;
                    }
                    before[0] = loop.state();
                });
    }

    /** A cut is exempt, and so is a machine whose actuators are off. */
    private static boolean acts(FailsafeState state) {
        return !state.isBeforeFlight() && state.compareTo(FailsafeState.LANDED) < 0;
    }

    private void assertSlow(int channel, double change, double changeBefore, double tickS) {
        assertThat(Math.abs(change))
                .as("change of %d", channel)
                .isLessThanOrEqualTo(limits().get(channel).slewPerS() * tickS);
        if (changeOfChange().length > 0) {
            assertThat(Math.abs(change - changeBefore))
                    .as("change of the change of %d", channel)
                    .isLessThanOrEqualTo(changeOfChange()[channel] * (1 + 1e-9));
        }
    }

    @Test
    void i5TheSameInputsGiveTheSameBits() {
        Property.check(RUNS, choices -> {
            Pair pair = new Pair(choices, stage -> {});
            HostileInputs hostile = new HostileInputs(choices.oneOf(0, 200, 30), limits(), choices);
            for (int i = 0; i < TICKS; i++) {
                pair.step(() -> hostile.meddle(pair.loop.in(), pair.loop.out()), () -> {});
                ShieldDecision one = pair.loop.decision();
                ShieldDecision other = pair.outOther.decision;
                assertSameBits(other.command, one.command);
                assertSameBits(other.margins, one.margins);
                assertThat(other.causes).isEqualTo(one.causes);
                assertThat(other.state).isEqualTo(one.state);
                assertThat(other.source).isEqualTo(one.source);
                assertThat(other.verdict).isEqualTo(one.verdict);
            }
        });
    }

    private static void assertSameBits(double[] actual, double[] expected) {
        for (int k = 0; k < expected.length; k++) {
            assertThat(Double.doubleToRawLongBits(actual[k])).isEqualTo(Double.doubleToRawLongBits(expected[k]));
        }
    }

    @Test
    void i6AnAdmissibleProposalIsExecutedAsItRoundsToTheWire() {
        Property.check(RUNS, choices -> {
            ClosedLoop loop = calm();
            for (int i = 0; i < 5; i++) {
                loop.advanceInputs();
                mild(loop, choices, loop.out().proposal);
                loop.shield().decide(loop.in(), loop.out());
                loop.advancePlant();
                assertThat(loop.decision().verdict).isEqualTo(Verdict.PASS);
                assertThat(loop.decision().source).isEqualTo(Source.POLICY);
                for (int k = 0; k < limits().size(); k++) {
                    assertThat(loop.decision().command[k]).isEqualTo((float) loop.out().proposal[k]);
                }
            }
        });
    }

    @Test
    void i7WhatTheShieldMadeOfAProposalItLeavesAsItIs() {
        long[] changed = new long[1];
        Property.check(3 * RUNS, choices -> {
            Pair pair = new Pair(choices, stage -> {});
            HostileInputs hostile = new HostileInputs(0, limits(), choices);
            int ticks = choices.integer(0, 40);
            for (int i = 0; i < ticks; i++) {
                pair.step(() -> finite(hostile, choices, pair.loop.out().proposal), () -> {});
            }
            pair.loop.advanceInputs();
            finite(hostile, choices, pair.loop.out().proposal);
            pair.loop.shield().decide(pair.loop.in(), pair.loop.out());
            ShieldDecision first = pair.loop.decision();
            if (first.source != Source.POLICY) {
                return;
            }
            changed[0] += first.verdict == Verdict.MODIFIED ? 1 : 0;
            System.arraycopy(first.command, 0, pair.outOther.proposal, 0, first.command.length);
            pair.other.decide(pair.loop.in(), pair.outOther);
            assertThat(pair.outOther.decision.command).isEqualTo(first.command);
            assertThat(pair.outOther.decision.source).isEqualTo(Source.POLICY);
        });
        assertThat(changed[0]).as("proposals that were changed").isGreaterThan(RUNS / 4);
    }

    /** Near what was emitted last: what is far away costs some machines their policy at once. */
    private void finite(HostileInputs hostile, Choices choices, double[] out) {
        hostile.propose(out);
        for (int k = 0; k < out.length; k++) {
            CommandLimit limit = limits().get(k);
            boolean sound = Double.isFinite(out[k]) && Math.abs(out[k]) <= limit.max() - limit.min();
            out[k] = sound ? out[k] : choices.between(limit.min(), limit.max());
        }
    }

    @TestFactory
    Stream<DynamicTest> i13WhatThrowsLeavesTheCommandToTheBackupWhateverWasProposed() {
        return Stream.of(Stage.values()).map(stage -> DynamicTest.dynamicTest(stage.name(), () -> throwIn(stage)));
    }

    private void throwIn(Stage stage) {
        Stage[] failing = new Stage[1];
        Stage.Probe probe = at -> {
            if (at == failing[0]) {
                throw new IllegalStateException(at + " threw");
            }
        };
        int[] inCharge = new int[1];
        Property.check(RUNS / 2, choices -> {
            failing[0] = null;
            Pair pair = new Pair(choices, probe);
            HostileInputs hostile = new HostileInputs(0, limits(), choices);
            int ticks = choices.integer(1, 10);
            for (int i = 0; i < ticks; i++) {
                pair.step(() -> finite(hostile, choices, pair.loop.out().proposal), () -> {});
            }
            inCharge[0] += pair.loop.decision().source == Source.POLICY ? 1 : 0;
            failing[0] = stage;
            pair.step(() -> hostile.propose(pair.loop.out().proposal), () -> hostile.propose(pair.outOther.proposal));

            ShieldDecision decision = pair.loop.decision();
            assertThat(decision.source).isIn(Source.NONE, Source.BACKUP);
            assertThat(decision.causes & Cause.SHIELD_EXCEPTION.bit()).isNotZero();
            assertInsideTheBox(decision);
            assertSameBits(pair.outOther.decision.command, decision.command);
        });
        assertThat(inCharge[0]).as("runs in which the policy was in charge").isGreaterThan(RUNS / 8);
    }
}
