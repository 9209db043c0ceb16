package dev.creance.policies.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JointNamesTest {
    @ParameterizedTest
    @CsvSource({
        "left_hip_pitch_joint, right_hip_pitch_joint, hip_pitch_joint",
        "FL_calf_joint,        fr_calf_joint,         calf_joint",
        "Left_Knee,            right_knee,            knee",
        "shoulder-l,           shoulder_r,            shoulder",
        "waist_yaw_joint,      waist_yaw_joint,       waist_yaw_joint",
    })
    void aNameHasAMirrorImageAndAKind(String name, String mirrored, String kind) {
        assertThat(JointNames.mirrored(name)).isEqualTo(mirrored);
        assertThat(JointNames.kind(name)).isEqualTo(kind);
    }

    @Test
    void aJointWithoutAMirrorImageHasNone() {
        List<String> joints = List.of("left_hip", "right_hip", "left_knee");

        assertThat(JointNames.mirror(joints, 0)).isEqualTo(1);
        assertThat(JointNames.mirror(joints, 1)).isZero();
        assertThat(JointNames.mirror(joints, 2)).isEqualTo(-1);
    }

    @Test
    void namesThatAllDifferTellNothing() {
        assertThat(JointNames.tellKinds(List.of("joint1", "joint2"))).isFalse();
        assertThat(JointNames.tellKinds(List.of("left_hip", "right_hip"))).isFalse();
        assertThat(JointNames.tellKinds(List.of("left_hip", "right_hip", "left_knee")))
                .isTrue();
    }
}
