package dev.creance.sim.batch;

import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.runtime.Allocation;
import dev.creance.runtime.HotPathContract;
import java.util.List;

class BatchHotPathTest extends HotPathContract {
    @Override
    protected Class<?> anyOfTheProduct() {
        return BatchedQuadrotor.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        BatchedQuadrotor floats = quadrotors(40, Precision.FLOAT);
        BatchedQuadrotor doubles = quadrotors(40, Precision.DOUBLE);
        return List.of(
                reaching(),
                flying(
                        "FloatQuadrotorPasses.constant FloatQuadrotorPasses.stage FloatQuadrotorPasses.finish",
                        floats,
                        39),
                flying(
                        "DoubleQuadrotorPasses.constant DoubleQuadrotorPasses.stage DoubleQuadrotorPasses.finish "
                                + "GroupedQuadrotors.get GroupedQuadrotors.set GroupedQuadrotors.step",
                        doubles,
                        39),
                alone("LoneFloatQuadrotor", Precision.FLOAT),
                alone("LoneDoubleQuadrotor", Precision.DOUBLE),
                driving(Precision.FLOAT, Fidelity.GEM),
                driving(Precision.FLOAT, Fidelity.PHYSICAL),
                driving(Precision.DOUBLE, Fidelity.GEM),
                driving(Precision.DOUBLE, Fidelity.PHYSICAL));
    }

    private static EntryPoint driving(Precision precision, Fidelity fidelity) {
        BatchedPmsm batch = new BatchedPmsm(
                new PermanentMagnetSynchronous(3, 18e-3, 0.37e-3, 1.2e-3, 66e-3),
                new Load.Polynomial(0.02, 0.1, 0.01, 1e-4),
                400,
                fidelity,
                300,
                precision);
        String passes = precision == Precision.FLOAT ? "FloatPmsmPasses" : "DoublePmsmPasses";
        return EntryPoint.of(passes + ".park " + passes + ".stage " + passes + ".wrap " + fidelity, () -> {
            batch.action(3, 0.1, -0.1, 0.05);
            batch.state(3, 0, 100 + 1e-9 * batch.state(3, 0));
            batch.step(1e-4);
        });
    }

    private static EntryPoint reaching() {
        BatchedArm batch = new BatchedArm(ArmModels.named("franka-panda"), 20);
        Runnable reach = () -> {
            batch.effort(3, 1, 0.1);
            batch.position(3, 2, 0.5 + 1e-9 * batch.speed(3, 2));
            batch.speed(3, 2, 1e-9 * batch.acceleration(3, 2));
            batch.step(1e-4);
            batch.accelerate();
        };
        Allocation.onceCompiled(500, reach);
        return EntryPoint.of("ArmMotionPasses.run ArmForcePasses.run ArmForcePasses.advance", reach);
    }

    private static BatchedQuadrotor quadrotors(int environments, Precision precision) {
        return new BatchedQuadrotor(QuadrotorParameterFiles.named("crazyflie-2.x"), environments, precision);
    }

    private static EntryPoint alone(String name, Precision precision) {
        String methods = name + ".get " + name + ".set " + name + ".step LoneRows.place";
        return flying(methods, quadrotors(1, precision), 0);
    }

    private static EntryPoint flying(String methods, BatchedQuadrotor batch, int environment) {
        Runnable fly = () -> {
            batch.throttle(environment, 1, 0.7);
            batch.force(environment, 1, 0.01);
            batch.torque(environment, 1, 1e-7);
            batch.state(environment, 2, 1 + 1e-9 * batch.state(environment, 2));
            batch.step(0.001);
        };
        Allocation.onceCompiled(1_000, fly);
        return EntryPoint.of(methods, fly);
    }
}
