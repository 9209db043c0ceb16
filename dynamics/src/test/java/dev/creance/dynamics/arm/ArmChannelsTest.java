package dev.creance.dynamics.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmChannelsTest {
    private final Chain so101 = ArmModels.named("so-101");

    @Test
    void anArmStreamsItsJointsAndItsToolsPose() {
        Layout sensors = ArmChannels.sensors(so101);

        assertThat(sensors.size()).isEqualTo(3 * 6 + 7);
        assertThat(sensors.indexOf("joint.position.0")).isZero();
        assertThat(sensors.indexOf("joint.velocity.0")).isEqualTo(ArmChannels.velocity(so101));
        assertThat(sensors.indexOf("joint.effort.0")).isEqualTo(ArmChannels.effort(so101));
        assertThat(sensors.indexOf("tool.position.x")).isEqualTo(ArmChannels.toolPosition(so101));
        assertThat(sensors.indexOf("tool.orientation.w")).isEqualTo(ArmChannels.toolOrientation(so101));
        assertThat(names(sensors).subList(18, 25))
                .containsExactly(
                        "tool.position.x",
                        "tool.position.y",
                        "tool.position.z",
                        "tool.orientation.w",
                        "tool.orientation.x",
                        "tool.orientation.y",
                        "tool.orientation.z");
    }

    @Test
    void theToolIsNeverFurtherAwayThanItsChannelSays() {
        Layout sensors = ArmChannels.sensors(so101);
        double[] measured = new double[sensors.size()];
        new ToolPose(so101).write(new double[6], measured);

        for (String axis : List.of("x", "y", "z")) {
            int at = sensors.indexOf("tool.position." + axis);
            assertThat(Math.abs(measured[at]))
                    .isLessThan(sensors.channels().get(at).upper());
            assertThat(sensors.channels().get(at).upper()).isLessThan(1);
        }
    }

    @Test
    void itTakesSetPointsWithinTheJointsRangesOrEfforts() {
        Layout positions = ArmChannels.commands(so101, ArmInterface.POSITION);
        JointLimits first = so101.joints().getFirst().limits();

        assertThat(positions.channels().getFirst())
                .isEqualTo(new Channel("position.0", "rad", first.lower(), first.upper()));
        assertThat(positions.size()).isEqualTo(6);
        assertThat(names(ArmChannels.commands(so101, ArmInterface.EFFORT)))
                .containsExactly("effort.0", "effort.1", "effort.2", "effort.3", "effort.4", "effort.5");
    }

    private static List<String> names(Layout layout) {
        return layout.channels().stream().map(Channel::name).toList();
    }
}
