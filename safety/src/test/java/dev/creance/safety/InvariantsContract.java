package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.Engine;
import dev.creance.policies.GuardFolder;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Shield;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import dev.creance.safety.guards.GuardSource;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invariants of the shield that hold for any machine, whatever comes in; numbers as in docs/invariants.md, where the others stand,
 * too. Two shields of the same kind see the same inputs, so that what depends on the proposal alone can be told.
 */
public abstract class InvariantsContract {
    private static final int RUNS = 40;
    private static final int TICKS = 200;

    /** Of guards. */
    @TempDir
    Path folder;

    /** Nobody is in charge of it yet; the same each time but for the probe. */
    protected abstract ClosedLoop loop(Stage.Probe probe);

    /** One like that of {@link #loop}. */
    protected abstract Shield twin(Stage.Probe probe);

    /**
     * A loop whose shield asks learned guards.
     *
     * @param section to go below {@code shield}
     */
    protected abstract ClosedLoop guarded(String section, GuardSource source);

    protected abstract Layout commands();

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

    /**
     * A critic and a recovery of random weights, over a policy that proposes anything: what flies instead is still what a shield
     * without them lets pass unchanged, with its certificate, in the same state.
     */
    @Test
    void i11ALearnedGuardChangesWhoFliesAndNeverWhatMayBeCommanded() {
        int[] recovered = new int[1];
        int[] run = new int[1];
        Property.check(RUNS, choices -> {
            ClosedLoop loop = guardedAtRandom(folder.resolve("run" + run[0]++), choices);
            Shield plain = twin(stage -> {});
            TickOutputs outPlain = new TickOutputs(
                    0,
                    loop.out().reference.layout(),
                    limits().size(),
                    plain.margins().size());
            HostileInputs hostile = new HostileInputs(0, limits(), choices);
            for (int i = 0; i < 1000 && loop.state() != FailsafeState.ACTIVE; i++) {
                loop.advanceInputs();
                loop.shield().decide(loop.in(), loop.out());
                plain.decide(loop.in(), outPlain);
                loop.advancePlant();
            }
            place(loop, choices);
            for (int i = 0; i < TICKS; i++) {
                loop.advanceInputs();
                hostile.propose(loop.out().proposal);
                loop.shield().decide(loop.in(), loop.out());
                if (loop.state() != FailsafeState.ACTIVE) {
                    break;
                }
                ShieldDecision decision = loop.decision();
                System.arraycopy(decision.command, 0, outPlain.proposal, 0, outPlain.proposal.length);
                plain.decide(loop.in(), outPlain);

                assertThat(outPlain.decision.source).isEqualTo(Source.POLICY);
                assertThat(outPlain.decision.verdict).isEqualTo(Verdict.PASS);
                assertSameBits(outPlain.decision.command, decision.command);
                recovered[0] += decision.source == Source.RECOVERY ? 1 : 0;
                loop.advancePlant();
            }
        });
        assertThat(recovered[0]).as("ticks in which a recovery flew").isGreaterThan(RUNS);
    }

    /** Whatever is proposed: sensors and actuators are honest, and the machine is the one that the shield knows. */
    @Test
    void anHonestMachineFollowsFromItsModel() {
        Property.check(RUNS, choices -> {
            ClosedLoop loop = guarded("guards: [{kind: transition, reaction: warn, dwell: 1 us}]\n", GuardSource.NONE);
            for (int i = 0; i < 1000 && loop.state() != FailsafeState.ACTIVE; i++) {
                loop.step();
            }
            place(loop, choices);
            HostileInputs hostile = new HostileInputs(0, limits(), choices);
            for (int i = 0; i < TICKS; i++) {
                loop.advanceInputs();
                hostile.propose(loop.out().proposal);
                loop.shield().decide(loop.in(), loop.out());
                // Where it was put is nothing that follows.
                assertThat(i > 5 && (loop.decision().causes & Cause.INCONSISTENT.bit()) != 0)
                        .as("tick %d", i)
                        .isFalse();
                loop.advancePlant();
            }
        });
    }

    private ClosedLoop guardedAtRandom(Path folder, Choices choices) {
        ClosedLoop like = loop(stage -> {});
        Layout sensors = like.in().sensors.layout();
        double rateHz = 1 / like.tickS();
        GuardFolder files = new GuardFolder(folder, sensors, commands(), Math.round(rateHz) + " Hz");
        int inputs = sensors.size() + commands().size();
        String critic = files.critic("critic", files.judging("Sigmoid", random(inputs, 0.5, choices), 0));
        String recovery = files.policy(
                "recovery",
                files.answering(
                        "Identity",
                        "action",
                        random(sensors.size() * commands().size(), 0.1, choices),
                        random(commands().size(), 1, choices)));
        PolicyEnvironment environment =
                new PolicyEnvironment(sensors, like.out().reference.layout(), commands(), rateHz, rateHz);
        return guarded(
                "guards: [{kind: critic, use: '" + critic + "', recovery: '" + recovery
                        + "', on: 0.5, off: 0.4, dwell: 5 ms, longest: 10 s}]\n",
                new LoadedGuards(environment, Engine.PLAIN));
    }

    private static float[] random(int count, double most, Choices choices) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) choices.between(-most, most);
        }
        return values;
    }
}
