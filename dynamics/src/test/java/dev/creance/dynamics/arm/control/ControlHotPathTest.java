package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.control.Controller;
import dev.creance.runtime.HotPathContract;
import java.util.List;

class ControlHotPathTest extends HotPathContract {
    private static final int CALLS = 1_000;

    private static final ArmSignals TOOL = new ArmSignals(7, 0, 7, true);

    private final ArmRun arm = new ArmRun();
    private final ToolReference reference = arm.here();
    private final double[] still = new double[7];
    private final double[] stiffness = {300, 400, 500, 10, 20, 30};

    @Override
    protected Class<?> anyOfTheProduct() {
        return JointPd.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        JointPd pd = new JointPd(arm.chain, new double[7], new double[7]);
        CartesianImpedance impedance =
                new CartesianImpedance(arm.chain, ImpedanceSettings.serl(), ArmRun.HOME, ArmRun.PERIOD_S);
        StiffnessRange range = new StiffnessRange(1, 1000, 1, 1);
        VariableImpedance variable = new VariableImpedance(
                arm.chain, ImpedanceSettings.serl(), new StiffnessRanges(range, range), ArmRun.HOME, ArmRun.PERIOD_S);
        double[] q = arm.state.position;
        double[] v = arm.state.velocity;
        return List.of(
                controller(new PositionController(arm.chain, TOOL, ArmRun.PERIOD_S)),
                controller(new JointController(arm.chain, TOOL, ArmRun.PERIOD_S)),
                controller(new ImpedanceController(arm.chain, TOOL, ArmRun.PERIOD_S)),
                EntryPoint.of("JointPd.efforts", () -> pd.efforts(q, v, ArmRun.HOME, still, arm.effort))
                        .runs(CALLS),
                EntryPoint.of("CartesianImpedance.efforts, CartesianImpedance.reset", () -> {
                            impedance.efforts(q, v, reference, arm.effort);
                            impedance.reset();
                        })
                        .runs(CALLS),
                EntryPoint.of(
                                "VariableImpedance.efforts",
                                () -> variable.efforts(q, v, reference, stiffness, arm.effort))
                        .runs(CALLS),
                EntryPoint.of("ToolReference.orientation", () -> reference.orientation(0, 1, 0, 0)));
    }

    private EntryPoint controller(Controller controller) {
        double[] measured = new double[21];
        System.arraycopy(ArmRun.HOME, 0, measured, 0, 7);
        double[] target = {0.4, 0.2, 0.5};
        int[] tick = {0};
        String name = controller.getClass().getSimpleName();
        return EntryPoint.of(name + ".control, " + name + ".reset", () -> {
                    controller.control(measured, target, arm.effort);
                    if (++tick[0] % 100 == 0) {
                        controller.reset();
                    }
                })
                .runs(CALLS);
    }
}
