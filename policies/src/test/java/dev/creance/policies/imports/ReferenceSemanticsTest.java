package dev.creance.policies.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.JointOrder;
import dev.creance.policies.manifest.JointTable;
import dev.creance.policies.manifest.JointVector;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.ManifestReader;
import dev.creance.policies.manifest.Observation;
import dev.creance.policies.manifest.Operation;
import dev.creance.policies.manifest.Term;
import dev.creance.runtime.config.ConfigFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The manifests against what the policies' own deployment code does, as the collectors of the reference files read it there: an
 * account that owes nothing to the importers.
 */
class ReferenceSemanticsTest {
    private static final Map<String, Action.Kind> KINDS = Map.of(
            "absolute_position", Action.Kind.POSITION,
            "position_from_default", Action.Kind.POSITION_FROM_DEFAULT,
            "relative_to_measured", Action.Kind.POSITION_FROM_MEASURED,
            "delta_of_previous_command", Action.Kind.POSITION_DELTA,
            "velocity_integrated", Action.Kind.VELOCITY_INTEGRATED);

    static List<ReferencePolicy> described() {
        return ReferencePolicy.all().stream()
                .filter(policy -> !policy.folder().startsWith("zoo/"))
                .filter(policy -> !policy.how().equals("refused"))
                .filter(policy -> !policy.policy().endsWith("_encoder"))
                .toList();
    }

    private static JsonNode semantics(ReferencePolicy policy) throws IOException {
        return new ObjectMapper().readTree(ReferencePolicy.read("semantics/" + policy.policy() + ".json"));
    }

    private static Manifest manifest(ReferencePolicy policy) {
        return ManifestReader.read(ConfigFile.parse(policy.folder() + "/policy.yaml", policy.manifest()));
    }

    @ParameterizedTest
    @MethodSource("described")
    void theRateIsThatOfTheDeploymentCode(ReferencePolicy policy) throws IOException {
        JsonNode period = semantics(policy).path("policy_dt");
        if (period.isNumber()) {
            assertThat(manifest(policy).rates().nativeHz()).isCloseTo(1 / period.asDouble(), within(1e-6));
        }
        JsonNode loop = semantics(policy).path("loop_hz");
        if (loop.isNumber()) {
            assertThat(manifest(policy).rates().loopHz()).isEqualTo(loop.asDouble());
        }
    }

    @ParameterizedTest
    @MethodSource("described")
    void theTermsBeginAndEndWhereThoseOfTheDeploymentCodeDo(ReferencePolicy policy) throws IOException {
        List<Long> theirs = new ArrayList<>();
        long sum = 0;
        for (JsonNode term : semantics(policy).path("obs")) {
            sum += term.path("dim").asLong();
            theirs.add(sum);
        }
        if (theirs.isEmpty() || policy.policy().equals("falcon_g1_dual_input")) {
            return; // falcon: one line for the whole frame, whose size the network checks
        }
        Observation observation =
                manifest(policy).observations().getLast().terms().getFirst() instanceof Term.Count
                        ? manifest(policy).observations().getFirst()
                        : manifest(policy).observations().getLast();
        List<Long> ours = new ArrayList<>();
        long at = 0;
        for (Term term : observation.terms()) {
            at += (long) term.common().dim()
                    * term.common().history().map(history -> history.length()).orElse(1);
            ours.add(at);
        }

        assertThat(at).isEqualTo(sum);
        if (!policy.policy().matches("ur5e_grasp|bhl_biped_50hz|lsy_.*|tron1_.*")) {
            assertThat(ours).containsAll(theirs);
        }
    }

    @ParameterizedTest
    @MethodSource("described")
    void poseAndGainsStandAtTheSameJoints(ReferencePolicy policy) throws IOException {
        JsonNode semantics = semantics(policy);
        Manifest manifest = manifest(policy);
        manifest.body().defaultPose().ifPresent(pose -> {
            compare(pose, semantics.path("default_joint_pos"), manifest, "policy");
            compare(pose, semantics.path("default_joint_pos_policy_order"), manifest, "policy");
        });
        manifest.body().gains().ifPresent(gains -> {
            compare(gains.kp(), semantics.path("kp"), manifest, "policy");
            compare(gains.kp(), semantics.path("kp_SDK_ORDER"), manifest, "device");
            compare(gains.kd(), semantics.path("kd_SDK_ORDER"), manifest, "device");
        });
        for (String key : List.of("policy_to_sdk", "joint_mapping")) {
            List<String> policyOrder =
                    manifest.body().joints().map(JointTable::inPolicyOrder).orElse(List.of());
            int i = 0;
            for (JsonNode place : semantics.path(key)) {
                JointTable table = manifest.body().joints().orElseThrow();
                assertThat(table.inDeviceOrder().indexOf(policyOrder.get(i))).isEqualTo(place.asInt());
                i++;
            }
        }
    }

    private static void compare(JointVector vector, JsonNode theirs, Manifest manifest, String order) {
        if (!theirs.isNumber() && !theirs.isArray()) {
            return;
        }
        JointTable table = manifest.body().joints().orElseThrow();
        List<String> names = order.equals("policy") ? table.inPolicyOrder() : table.inDeviceOrder();
        double[] ours = vector.in(new JointOrder(vector.at(), order, names));
        for (int i = 0; i < ours.length; i++) {
            double wanted = theirs.isArray() ? theirs.get(i).asDouble() : theirs.asDouble();
            boolean ankle = names.get(i).startsWith("ankle_"); // TRON1: the ankle has a gain of its own
            if (!ankle) {
                assertThat(ours[i]).as(names.get(i)).isEqualTo(wanted);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("described")
    void theActionIsOfTheSameKindAndScale(ReferencePolicy policy) throws IOException {
        JsonNode theirs = semantics(policy).path("action");
        Action action = manifest(policy).action();
        Action.Kind kind = KINDS.get(theirs.path("type").asText());
        if (kind == null || !(action instanceof Action.Joints joints)) {
            assertThat(theirs.path("type").asText())
                    .isIn(
                            "",
                            "motor",
                            "twist",
                            "velocity_command",
                            "discrete",
                            "normalised",
                            "attitude+collective thrust");
            return;
        }
        Action.JointCommand command = joints.command();
        boolean offsetInProcess = theirs.path("offset").isArray(); // "scale, offset, clip": the pose is the offset
        assertThat(command.kind()).isEqualTo(offsetInProcess ? Action.Kind.POSITION : kind);
        for (Operation operation : command.process()) {
            if (operation instanceof Operation.Scale scale
                    && !theirs.path("scale").isTextual()) {
                for (int i = 0; i < scale.factor().length && theirs.has("scale"); i++) {
                    JsonNode wanted = theirs.path("scale");
                    assertThat(scale.factor()[i])
                            .isEqualTo(wanted.isArray() ? wanted.get(i).asDouble() : wanted.asDouble());
                }
            }
            if (operation instanceof Operation.Offset offset && offsetInProcess) {
                for (int i = 0; i < offset.summand().length; i++) {
                    assertThat(offset.summand()[i])
                            .isEqualTo(theirs.path("offset").get(i).asDouble());
                }
            }
        }
    }
}
