package dev.creance.dynamics.arm.urdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.ToolMotion;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArmModelsTest {
    @TempDir
    private Path folder;

    @Test
    void thePandasFlangeIsWhereItsMakersKinematicsPutIt() {
        ToolMotion tool = stretched(ArmModels.named("franka-panda"));

        // all joints at 0: 0.333 + 0.316 + 0.384 − 0.107 up, 0.0825 − 0.0825 + 0.088 ahead, flange down
        assertThat(tool.positionM).containsExactly(new double[] {0.088, 0, 0.926}, within(1e-12));
        assertThat(tool.rotation[8]).isCloseTo(-1, within(1e-12));
    }

    @Test
    void thePandaHasItsLimits() {
        Chain panda = ArmModels.named("franka-panda");

        assertThat(panda.joints())
                .extracting(Joint::name)
                .startsWith("panda_joint1")
                .hasSize(7);
        assertThat(panda.joints().get(3).limits().lower()).isEqualTo(-3.0718);
        assertThat(panda.joints().get(6).limits().effort()).isEqualTo(12);
    }

    @Test
    void theSo101CarriesItsToolBeforeItsGrippersJoint() {
        Chain so101 = ArmModels.named("so-101");

        assertThat(so101.joints())
                .extracting(Joint::name)
                .containsExactly("shoulder_pan", "shoulder_lift", "elbow_flex", "wrist_flex", "wrist_roll", "gripper");
        assertThat(so101.tool().link()).isEqualTo(4);
        // in its zero pose it reaches 0.39 m ahead of the axis of its shoulder, which is −y for this description
        assertThat(stretched(so101).positionM[1]).isCloseTo(-0.39, within(0.05));
        assertThat(stretched(so101).positionM[2]).isBetween(0.1, 0.4);
    }

    @Test
    void aConfigurationNamesAnArmOrAFileBesideIt() throws Exception {
        try (InputStream in = ArmModels.class.getResourceAsStream("so-101.urdf")) {
            Files.write(folder.resolve("mine.urdf"), in.readAllBytes());
        }

        assertThat(ArmModels.load(reference("so-101")).size()).isEqualTo(6);
        assertThat(ArmModels.load(reference("mine.urdf")).tool().link()).isEqualTo(5);
    }

    @Test
    void anUnknownArmIsRefusedAtItsPlaceInTheConfiguration() throws Exception {
        assertThatThrownBy(() -> ArmModels.load(reference("pnada")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("robot.yaml:1:")
                .hasMessageContaining("pnada")
                .hasMessageContaining("use one of [franka-panda, so-101]");
        assertThatThrownBy(() -> ArmModels.named("pnada")).hasMessageContaining("there are [franka-panda, so-101]");
    }

    private ConfigNode reference(String name) throws Exception {
        Path config = folder.resolve("robot.yaml");
        Files.writeString(config, "params: " + name + "\n");
        return ConfigFile.read(config).child("params");
    }

    private static ToolMotion stretched(Chain chain) {
        ChainMotion motion = new ChainMotion(chain);
        motion.update(new double[chain.size()], new double[chain.size()]);
        ToolMotion tool = new ToolMotion(chain);
        tool.update(motion);
        return tool;
    }
}
