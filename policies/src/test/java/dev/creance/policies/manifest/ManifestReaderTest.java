package dev.creance.policies.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manifest that says everything is read whole; with one thing wrong it is refused at its place, with a remedy. */
class ManifestReaderTest {
    private static final String EVERYTHING = ManifestExamples.everything();

    private static Manifest read(String text) {
        return ManifestReader.read(ConfigFile.parse("policy.yaml", text));
    }

    private static <T extends Term> T term(Manifest manifest, String name, Class<T> kind) {
        return manifest.observations().stream()
                .flatMap(observation -> observation.terms().stream())
                .filter(term -> term.common().name().equals(name))
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSizeOfAnObservationIsThatOfItsTermsTimesTheirHistory() {
        Manifest manifest = read(EVERYTHING);

        assertThat(manifest.observations().get(0).size()).isEqualTo(3 * 10);
        assertThat(manifest.observations().get(1).size())
                .isEqualTo(3 + 5 * (3 + 9 + 6 + 4 + 2 + 3 + 4 + 2 + 4 + 1 + 4 + 1 + 4 + 6 + 6 + 4 + 2 + 187));
    }

    @Test
    void aVectorOfOneOrderIsReadInAnother() {
        Manifest manifest = read(EVERYTHING);
        JointTable table = manifest.body().joints().orElseThrow();
        JointOrder policy = new JointOrder(table.at(), "policy", table.inPolicyOrder());

        assertThat(table.inDeviceOrder()).containsExactly("right_wheel", "right_hip", "left_wheel", "left_hip", "head");
        assertThat(manifest.body().gains().orElseThrow().kp().in(policy)).containsExactly(13, 11, 12, 10);
        assertThat(manifest.body().gains().orElseThrow().kd().in(policy)).containsExactly(0.5, 0.5, 0.5, 0.5);
    }

    @Test
    void theNumbersOfAnOperationStandInTheOrderOfTheTermWhateverOrderTheyWereWrittenIn() {
        Term.Joints velocity = term(read(EVERYTHING), "joint velocity", Term.Joints.class);

        Operation.Scale scale = (Operation.Scale) velocity.common().process().get(0);
        Operation.Clip clip = (Operation.Clip) velocity.common().process().get(1);
        assertThat(scale.factor()).containsExactly(4, 1);
        assertThat(clip.low()).containsExactly(-1, -1);
        assertThat(clip.high()).containsExactly(4, 1);
    }

    @Test
    void aTermMayHaveAHistoryOfItsOwn() {
        Manifest manifest = read(EVERYTHING);
        Observation actor = manifest.observations().get(1);

        assertThat(actor.slots(term(manifest, "latent", Term.Latent.class))).isEqualTo(1);
        assertThat(actor.slots(term(manifest, "gravity", Term.Gravity.class))).isEqualTo(5);
    }

    @Test
    void theActionSaysWhatEachJointGets() {
        Action.Split split = (Action.Split) read(EVERYTHING).action();

        assertThat(split.size()).isEqualTo(4);
        Action.JointCommand hips = split.parts().get(0);
        assertThat(hips.kind()).isEqualTo(Action.Kind.POSITION_FROM_DEFAULT);
        assertThat(hips.clamps()).containsExactly(Action.Clamp.POSITION_LIMITS, Action.Clamp.EFFORT_LIMITS);
        assertThat(hips.gains()).contains(new Action.GainSource.Table());
        Action.JointCommand wheels = split.parts().get(1);
        assertThat(wheels.start()).contains("measured");
        assertThat(wheels.gains()).containsInstanceOf(Action.GainSource.Outputs.class);
        assertThat(split.common().chunk()).contains(new Action.Chunk(16, 8, "temporal_ensemble", 0.01));
        assertThat(split.common().between().lowPassHz()).hasValue(15);
    }

    @Test
    void everyOtherKindOfActionIsReadWithWhatBelongsToIt() {
        Map<String, Class<? extends Action>> kinds = Map.of(
                "direct", Action.Direct.class,
                "attitude_thrust", Action.AttitudeThrust.class,
                "twist", Action.Twist.class,
                "discrete", Action.Discrete.class);
        ManifestExamples.withOtherActions()
                .forEach((kind, text) -> assertThat(read(text).action())
                        .as(kind)
                        .isInstanceOf(kinds.getOrDefault(kind, Action.Joints.class)));
    }

    @Test
    void criticsSayWhatGoesAlongWithAnAction() {
        assertThat(read(ManifestExamples.withCritics()).ratings())
                .containsExactly("risk.mean", "risk.deviation", "risk.lower_cvar", "value.mean");
        assertThat(read(ManifestExamples.withHeads().get("ensemble")).ratings()).containsExactly("disagreement");
        assertThat(read(EVERYTHING).ratings()).isEmpty();
    }

    @Test
    void everyHeadIsRead() {
        ManifestExamples.withHeads()
                .forEach((name, text) ->
                        assertThat(read(text).action().common().head()).as(name).isPresent());
        Diffusion diffusion = (Diffusion) read(ManifestExamples.withHeads().get("ddim"))
                .action()
                .common()
                .head()
                .orElseThrow();
        assertThat(diffusion.steps()).containsExactly(19, 15, 11, 7, 3);
        assertThat(diffusion.schedule().betas()).hasSize(20).startsWith(0.001).endsWith(0.1);
        assertThat(diffusion.clip()).isEqualTo(new Diffusion.Clip(1, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id: encoder           | id: actor           | id='actor' names a model already | give each its own",
                "edges:                | ridges:             | unknown key 'ridges'             | did you mean 'edges'?",
                "{model: encoder, name: style} | style       | edges[0].from does not say whose tensor it is | the models are [encoder, actor]",
                "{model: encoder, name: style} | {model: encoder} | has neither a name nor an index | {index: 0}",
                "loop: 1 kHz           | loop: 10 Hz         | rates.loop=10 Hz is outside 50   | 50 Hz or more",
                "at_miss: damp         |                     | rates lacks 'at_miss'            | add 'at_miss:'",
                "policy: 1, device: 1  | policy: 0, device: 1 | joints[1].policy=0 is the place of left_hip already | ",
                "policy: 3, device: 0  | policy: 5, device: 0 | joints: right_wheel has the place 5 in the policy's order, which has 4 joints | number them from 0",
                "sign: -1              | sign: 2             | sign='2' is none of 1, -1        | ",
                "{order: policy, unit: rad, values: [0.1, 0.2, 0.3, 0.4]} | [0.1, 0.2, 0.3, 0.4] | default_pose does not say in which order its joints stand | {order: policy, values",
                "{order: policy, unit: rad, values | {order: device, unit: rad, values | default_pose.values has 4 values, but the order 'device' has 5 joints | one value for each of [right_wheel",
                "[0.1, 0.2, 0.3, 0.4]  | [0.1, 0.2, 0.3]     | default_pose.values has 3 values, but the order 'policy' has 4 joints | one value",
                "unit: rad, values: [0.1 | unit: deg, values: [0.1 | default_pose.unit='deg' is none of rad, m | ",
                "kd: {all: 0.5}        | kd: {all: -0.5}     | gains.kd holds a gain below 0    | ",
                "low: [-1, -2]         | low: [-1, 2]        | has the lower bound of right_hip, 2.0, at or above the upper, 2.0 | ",
                "effort: {order: policy, values: [20, 20, 5, 5]} | effort: none | clamps[1]=effort_limits, but 'limits' does not give them | add them",
                "position: {order: [left_hip, right_hip], | position: {order: [left_hip, head], | has no value for right_hip, which action.parts[0].joints names | ",
                "[left_hip, right_hip], unit | [left_hip, tail], unit | joints[1]='tail' is no joint of the table | the joints are [left_hip",
                "[left_wheel, right_wheel], unit | [left_hip, right_wheel], unit | action.parts[1].joints names left_hip, which another part commands | ",
                "gains: table, clamps: [position_limits | gains: none, clamps: [speed_limits | clamps[0]='speed_limits' is none of | ",
                "clamps: [], start: measured | clamps: [] | action.parts[1] lacks 'start'             | add 'start:'",
                "execute: 8            | execute: 17         | action.chunk.execute=17 is outside 1 to 16 | ",
                "range: [-0.5, 1]      | range: [1, -0.5]    | has the lower bound 1.0 above the upper bound -0.5 | ",
                "setpoint: base_velocity, values: [ang_z] | setpoint: base_speed, values: [ang_z] | setpoint='base_speed' is no setpoint of this file | there are [base_velocity]",
                "setpoint: base_velocity, values: [ang_z] | setpoint: base_velocity, values: [ang_y] | values[0]='ang_y' is none of lin_x, ang_z | did you mean",
                "clock: gait, functions | clock: time_step, functions | clock='time_step' counts; it has no phase | ",
                "kind: counter, clock: time_step | kind: counter, clock: gait | clock='gait' goes round; it does not count | ",
                "{setpoint: base_velocity, below | {setpoint: nothing, below | at_rest.setpoint='nothing' is no setpoint | ",
                "anchor_body: torso    | anchor_body: none   | quantity=anchor_orientation, but motion 'dance' has no anchor body | ",
                "    joints: policy\\n   |     joints: none\\n | quantity=joint_position, but motion 'dance' has no joints | ",
                "quantity: anchor_orientation, as: six_rows | quantity: anchor_orientation, as: none | as='none' is none of | ",
                "layout: frame, length | length              | observation[0].history lacks 'layout' | add 'layout:'",
                "includes_current: false, stride: 2 | includes_current: maybe, stride: 2 | includes_current='maybe' is none of true, false | ",
                "warm_up: repeat       | warm_up: guess      | warm_up='guess' is none of zeros, repeat | ",
                "normaliser: in_process | normaliser: lost   | normaliser='lost' is none of none, in_graph, in_process | ",
                "spread_is: variance, | | normaliser lacks 'spread_is' | add 'spread_is:'",
                "relative_to: default_pose, unit: rad | relative_to: default_pose, unit: deg | unit='deg' is none of rad, m | ",
                "quantity: velocity, order: [right_wheel, left_hip], relative_to: nothing | quantity: velocity, order: [right_wheel, left_hip], relative_to: default_pose | relative_to=default_pose is a position, and the quantity is velocity | relative_to: nothing",
                "{scale: {order: policy, values: [1, 2, 3, 4]}} | {scale: [1, 2]} | scale does not say in which order its joints stand | {order: policy",
                "zero: [left_wheel]    | zero: [head]        | zero[0]='head' is none of these joints | they are [left_hip",
                "initial: [0, 0, 0, 9.81] | initial: [0, 9.81] | initial has 2 items, not 4 | ",
                "axes: [roll, pitch]   | axes: [roll, roll]  | axes[1]='roll' stands twice | name each once",
                "dim: 187, process: [{normalise: [-1, 1]}] | dim: 187, process: [{normalise: [1, 1]}] | has the lower bound 1.0 at or above the upper bound 1.0 | ",
                "shape: [1, 2], initial: [0.5, 0] | shape: [1, 2], initial: [0.5] | state[0].initial has 1 values, but the shape holds 2 | ",
                "tolerance: golden     | tolerance: exact    | tolerance='exact' is not a quantity | ",
                "{model: encoder, file: encoder.json | {file: encoder.json | known_answers[0] lacks 'model' | add 'model:'",
            })
    void oneFaultIsRefusedAtItsPlaceWithARemedy(String passage, String replacement, String reason, String remedy) {
        String wanted = passage.replace("\\n", "\n");
        assertThat(EVERYTHING).contains(wanted);
        int at = EVERYTHING.indexOf(wanted);
        String broken = EVERYTHING.substring(0, at)
                + (replacement == null ? "" : replacement.replace("\\n", "\n"))
                + EVERYTHING.substring(at + wanted.length());

        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(ConfigError.class)
                .hasMessageMatching("(?s)policy\\.yaml:\\d+:\\d+: .*")
                .hasMessageContaining(reason)
                .hasMessageContaining(remedy == null ? "" : remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "joints     | default_pose speaks of joints, but the file has no 'joints'",
                "default_pose | kind speaks of the default pose, but the file has no 'default_pose'",
                "gains      | gains speaks of the table of gains, but the file has no 'gains'",
                "setpoints  | at_rest.setpoint='base_velocity' is no setpoint",
                "clocks     | clock='gait' is no clock of this file",
                "motions    | motion='dance' is no motion of this file",
            })
    void aSectionThatSomethingSpeaksOfMustBeThere(String section, String reason) {
        String[] lines = EVERYTHING.split("\n");
        StringBuilder kept = new StringBuilder();
        boolean inside = false;
        for (String line : lines) {
            inside = line.startsWith(section + ":") || (inside && line.startsWith(" "));
            kept.append(inside ? "" : line + "\n");
        }

        assertThatThrownBy(() -> read(kept.toString()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aSectionThatNothingSpeaksOfIsRefused() {
        List<String> lines = EVERYTHING
                .lines()
                .filter(line -> !line.contains("kind: motion,"))
                .toList();

        assertThatThrownBy(() -> read(String.join("\n", lines)))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("motions[0] is there, but neither a term nor the action speaks of it")
                .hasMessageContaining("correct the term");
    }
}
