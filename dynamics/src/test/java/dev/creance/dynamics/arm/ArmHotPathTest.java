package dev.creance.dynamics.arm;

import dev.creance.dynamics.Quaternion;
import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.runtime.HotPathContract;
import java.util.List;

class ArmHotPathTest extends HotPathContract {
    private static final int CALLS = 1_000;

    private final Chain chain = ArmModels.named("franka-panda");
    private final ArmState state = new ArmState(7);
    private final ArmState copy = new ArmState(7);
    private final double[] effort = {1, -20, 1, 20, 1, 2, 0};
    private final double[] out = new double[7];
    private final double[] mass = new double[49];
    private final double[] wrench = new double[6];

    @Override
    protected Class<?> anyOfTheProduct() {
        return ArmDynamics.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        ArmDynamics dynamics = new ArmDynamics(chain);
        ChainMotion motion = new ChainMotion(chain);
        ForwardDynamics forward = new ForwardDynamics(chain);
        InverseDynamics inverse = new InverseDynamics(chain);
        MassMatrix massMatrix = new MassMatrix(chain);
        ToolMotion tool = new ToolMotion(chain);
        ToolPose pose = new ToolPose(chain);
        double[] sensors = new double[ArmChannels.sensors(chain).size()];
        double[] rotation = new double[9];
        return List.of(
                EntryPoint.of("ArmDynamics.step, ArmState.copyFrom", () -> {
                            dynamics.step(state, effort, ArmLoads.NONE, 0.001);
                            copy.copyFrom(state);
                        })
                        .runs(CALLS),
                EntryPoint.of("ChainMotion.update", () -> motion.update(state.position, state.velocity)),
                EntryPoint.of(
                        "ForwardDynamics.accelerations", () -> forward.accelerations(motion, effort, wrench, out)),
                EntryPoint.of("InverseDynamics.efforts", () -> inverse.efforts(motion, effort, wrench, out)),
                EntryPoint.of("InverseDynamics.bias, InverseDynamics.gravity", () -> {
                    inverse.bias(motion, out);
                    inverse.gravity(motion, out);
                }),
                EntryPoint.of("MassMatrix.compute", () -> massMatrix.compute(motion, mass)),
                EntryPoint.of("ToolMotion.update", () -> tool.update(motion)),
                EntryPoint.of("ToolPose.write, Quaternion.of, Quaternion.rotation", () -> {
                    pose.write(state.position, sensors);
                    Quaternion.rotation(sensors, ArmChannels.toolOrientation(chain), rotation);
                }));
    }
}
