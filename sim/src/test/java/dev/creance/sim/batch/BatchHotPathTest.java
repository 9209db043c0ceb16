package dev.creance.sim.batch;

import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.runtime.HotPathContract;
import java.util.List;

class BatchHotPathTest extends HotPathContract {
    @Override
    protected Class<?> anyOfTheProduct() {
        return BatchedQuadrotor.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        BatchedQuadrotor floats = quadrotors(Precision.FLOAT);
        BatchedQuadrotor doubles = quadrotors(Precision.DOUBLE);
        return List.of(
                EntryPoint.of("FloatQuadrotorPasses.stage FloatQuadrotorPasses.finish", () -> fly(floats)),
                EntryPoint.of("DoubleQuadrotorPasses.stage DoubleQuadrotorPasses.finish", () -> fly(doubles)),
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

    private static BatchedQuadrotor quadrotors(Precision precision) {
        return new BatchedQuadrotor(QuadrotorParameterFiles.named("crazyflie-2.x"), 40, precision);
    }

    private static void fly(BatchedQuadrotor batch) {
        batch.throttle(3, 1, 0.7);
        batch.force(3, 1, 0.01);
        batch.torque(3, 1, 1e-7);
        batch.state(3, 2, 1 + 1e-9 * batch.state(3, 2));
        batch.step(0.001);
    }
}
