package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Frame;
import dev.creance.runtime.PolicyStatus;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A planner that shows its past, its clock and its state, asked in every third period of a policy of 50 Hz: what belongs to it
 * counts its own periods.
 */
class PlannerPeriodsTest {
    private static final String HISTORY =
            "{layout: frame, length: 2, order: newest_first, warm_up: zeros, includes_current: true, stride: 1}";

    @TempDir
    Path folder;

    private final Frame sensors = new Frame(PolicyFolder.layout("position.x m"));
    private final Frame reference = new Frame(PolicyFolder.layout());
    private PolicyFolder files;

    /** The plan: x, x a period of the planner before, its count, and how often it was asked before. */
    @BeforeEach
    void aPlannerOfFourNumbers() throws IOException {
        files = new PolicyFolder(folder);
        String planner = files.model(
                "planner",
                new OnnxBuilder(13)
                        .input("past", 1, 2)
                        .input("count", 1, 1)
                        .input("asked_in", 1, 1)
                        .output("plan")
                        .output("asked_out")
                        .floats("one", new long[] {1}, 1)
                        .node("Concat", "past count asked_in", "plan", "axis", 1)
                        .node("Add", "asked_in one", "asked_out"));
        String actor = files.model(
                "actor",
                new OnnxBuilder(13)
                        .input("plan", 1, 4)
                        .input("x", 1, 1)
                        .output("action")
                        .node("Concat", "plan x", "action", "axis", 1));
        files.manifest("""
                models: [%s, %s]
                edges: [{from: {model: planner, name: plan}, to: {model: actor, name: plan}}]
                planners:
                  - models: [planner]
                    every: 3
                    deadline: 60 ms
                    at_miss: hold
                    answers: [{tensor: {model: planner, name: plan}, between: hold, initial: zeros}]
                rates: {native: 50 Hz, higher: allowed, loop: any, deadline: 1 s, at_miss: backup}
                clocks: [{name: count, kind: counter, start: 0, last: none, at_end: hold}]
                observation:
                  - tensor: {model: planner, name: past}
                    normaliser: none
                    history: %s
                    terms: [{term: x, kind: channels, signal: position.x, unit: m, dim: 1, process: []}]
                  - tensor: {model: planner, name: count}
                    normaliser: none
                    history: none
                    terms: [{term: count, kind: counter, clock: count, dim: 1, process: []}]
                  - tensor: {model: actor, name: x}
                    normaliser: none
                    history: none
                    terms: [{term: x, kind: channels, signal: position.x, unit: m, dim: 1, process: []}]
                action: {tensor: {model: actor, name: action}, kind: direct, unit: "1", process: [], between: hold,
                  commands: [c.0, c.1, c.2, c.3, c.4]}
                state:
                  - {input: {model: planner, name: asked_in}, output: {model: planner, name: asked_out}, shape: [1, 1],
                     initial: zeros, commit: native, reset: activation}
                ignored_outputs: []
                """.formatted(planner, actor, HISTORY));
    }

    private ManifestPolicy load(double policyRateHz) {
        return files.load(new PolicyEnvironment(
                sensors.layout(),
                reference.layout(),
                PolicyFolder.layout("c.0 1", "c.1 1", "c.2 1", "c.3 1", "c.4 1"),
                policyRateHz));
    }

    private double[] fly(ManifestPolicy policy, double x) {
        double[] command = new double[5];
        float[] action = new float[policy.actionSize()];
        assertThat(infer(policy, x, action)).isEqualTo(PolicyStatus.OK);
        policy.command(action, command);
        policy.acted(action, command);
        return command;
    }

    private PolicyStatus infer(ManifestPolicy policy, double x, float[] actionOut) {
        sensors.validBits = -1;
        sensors.values[0] = x;
        float[] observation = new float[policy.observationSize()];
        policy.observe(sensors, reference, observation);
        return policy.infer(observation, actionOut);
    }

    @Test
    void itsHistoryItsClockAndItsStateMoveOnOnceInAPeriodOfItsOwn() {
        try (ManifestPolicy policy = load(50)) {
            for (int start = 0; start < 2; start++) {
                assertThat(fly(policy, 10)).containsExactly(10, 0, 0, 0, 10);
                assertThat(fly(policy, 11)).containsExactly(10, 0, 0, 0, 11);
                assertThat(fly(policy, 12)).containsExactly(10, 0, 0, 0, 12);
                assertThat(fly(policy, 13)).containsExactly(13, 12, 1, 1, 13); // a slot keeps its newest value
                assertThat(fly(policy, 14)).containsExactly(13, 12, 1, 1, 14);
                assertThat(fly(policy, 15)).containsExactly(13, 12, 1, 1, 15);
                assertThat(fly(policy, 16)).containsExactly(16, 15, 2, 2, 16);
                policy.reset();
            }
        }
    }

    @Test
    void askedTwiceAsOftenAsItsNativeRateItStillIsAskedOnceInThreeNativePeriods() {
        try (ManifestPolicy policy = load(100)) {
            for (int call = 0; call < 18; call++) {
                double[] command = fly(policy, call);
                assertThat(command[0]).isEqualTo(call - call % 6);
                assertThat(command[3]).isEqualTo(call / 6);
                assertThat(command[4]).isEqualTo(call);
            }
        }
    }

    @Test
    void anInferenceThatNeverHappenedIsMadeUpForInTheNextPeriod() {
        try (ManifestPolicy policy = load(50)) {
            for (int step = 0; step < 3; step++) {
                fly(policy, step);
            }
            sensors.values[0] = 3;
            policy.observe(sensors, reference, new float[policy.observationSize()]); // dropped: the thread was late

            assertThat(fly(policy, 4)).containsExactly(4, 2, 1, 1, 4);
            assertThat(fly(policy, 5)).containsExactly(4, 2, 1, 1, 5);
            assertThat(fly(policy, 6)).containsExactly(6, 5, 2, 2, 6);
        }
    }

    @Test
    void anAnswerThatIsNotFiniteIsNoneAndLeavesItsStateAlone() throws IOException {
        files.edit(
                "signal: position.x, unit: m, dim: 1, process: []}]\n  - tensor: {model: planner, name: count}",
                "signal: position.x, unit: m, dim: 1, process: [{scale: 1e30}]}]\n  - tensor: {model: planner, name: count}");
        try (ManifestPolicy policy = load(50)) {
            fly(policy, 1e-30);
            float[] action = new float[policy.actionSize()];
            infer(policy, 0, action);
            infer(policy, 0, action);

            assertThat(infer(policy, 1e20, action)).isEqualTo(PolicyStatus.OK); // overflows on its way to the planner
            assertThat(action).startsWith(1, 0, 0, 0);
            assertThat(infer(policy, 2e-30, action)).isEqualTo(PolicyStatus.OK);
            assertThat(action[0]).isEqualTo(2);
            assertThat(action[3]).isEqualTo(1);
        }
    }
}
