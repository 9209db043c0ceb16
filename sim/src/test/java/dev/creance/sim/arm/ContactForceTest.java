package dev.creance.sim.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The judge of what the tool presses with. */
class ContactForceTest {
    private static final Chain PANDA = ArmModels.named("franka-panda");
    private static final double[] READY = {0, -Math.PI / 4, 0, -3 * Math.PI / 4, 0, Math.PI / 2, Math.PI / 4};
    private static final double[] STIFFNESS = {600, 600, 600, 600, 250, 150, 50};
    private static final double STIFF_N_PER_M = 20_000;

    private static final String CONTACT =
            "{force: 60 N, stiffness: 20000, reaction: 0 s, deceleration: 1000 m/s2, moving_mass: 8 kg, body_mass: 1000 kg}";

    private static ArmLimits limits(String limits) {
        return ArmLimits.from(ConfigFile.parse("robot.yaml", limits.replace("CONTACT", CONTACT)), PANDA);
    }

    private static double[] tool(ChainMotion motion) {
        double[] toolM = new double[3];
        motion.update(READY, new double[READY.length]);
        motion.point(PANDA.tool().link(), PANDA.tool().pose().positionM(), toolM);
        return toolM;
    }

    /** Its tool is so deep in a wall across x. */
    private static double share(String limits, double depthM) {
        ChainMotion motion = new ChainMotion(PANDA);
        double[] place = tool(motion);
        place[0] -= depthM;
        ElasticWall wall = new ElasticWall(place, new double[] {-1, 0, 0}, STIFF_N_PER_M, 0, 0);
        return new ContactForce(limits(limits), PANDA, wall, STIFFNESS).share(motion);
    }

    @Test
    void anImpactAloneMayPressWithItsForceAndALeadAddsToIt() {
        String impact = "{tool_lead: 0 m, contact: CONTACT}";
        String both = "{tool_lead: 10 mm, contact: CONTACT}";

        assertThat(share(impact, 60 / STIFF_N_PER_M)).isCloseTo(1, within(1e-9));
        assertThat(share(impact, 61 / STIFF_N_PER_M)).isGreaterThan(1);
        assertThat(share(both, 61 / STIFF_N_PER_M)).isBetween(0.1, 0.95);
        assertThat(share(both, -1e-3)).as("not yet there").isZero();
        assertThat(share("{contact: CONTACT}", 1)).as("nothing limits it").isZero();
    }

    @Test
    void whatMayComeInItsWayLimitsTheToolsSpeed() {
        // all of the energy of the two masses' relative motion in the spring: m v^2 / 2 = F^2 / 2 K
        double reducedKg = 8.0 * 1000 / 1008;

        assertThat(limits("{tool_speed: 1 m/s, contact: CONTACT}").toolSpeedMPerS())
                .isCloseTo(Math.sqrt(60.0 * 60 / (STIFF_N_PER_M * reducedKg)), within(1e-12));
        assertThat(limits("{tool_speed: 0.1 m/s, contact: CONTACT}").toolSpeedMPerS())
                .isEqualTo(0.1);
        // 50 ms at 0.2 m/s, and 0.02 m to stop with 1 m/s2: 30 mm of 1000 N/m
        assertThat(limits("{contact: {force: 30 N, stiffness: 1000, reaction: 50 ms, deceleration: 1 m/s2}}")
                        .toolSpeedMPerS())
                .isCloseTo(0.2, within(1e-12));
    }

    @Test
    void aToolThatIsDrivenIntoAWallIsCounted() {
        double x = tool(new ChainMotion(PANDA))[0] + 0.05;
        ArmPlantConfig config = ArmPlantConfig.from(ConfigFile.parse(
                "plant.yaml",
                "model: arm\nparams: franka-panda\nstart: {position: [" + READY[0] + " rad, " + READY[1]
                        + " rad, 0 rad, "
                        + READY[3] + " rad, 0 rad, " + READY[5] + " rad, " + READY[6] + " rad]}\n" + "wall: {point: ["
                        + x
                        + " m, 0 m, 0 m], normal: [-1, 0, 0], stiffness: 20000, damping: 10}\n"));
        SimulatedMachine machine = config.machine(limits("{tool_lead: 10 mm, contact: CONTACT}"), new Noise(1));
        double[] measured = new double[machine.sensors().size()];
        double[] effort = new double[READY.length];
        double[] reach = READY.clone();
        reach[1] += 0.8;
        machine.measure(measured);
        for (int i = 0; i < 1000; i++) {
            machine.follow(measured, reach, true, effort);
            machine.step(effort);
            machine.measure(measured);
        }

        assertThat(Arrays.stream(effort).sum()).isFinite();
        assertThat(machine.truth().violationsByKind().get("contact")).isPositive();
    }
}
