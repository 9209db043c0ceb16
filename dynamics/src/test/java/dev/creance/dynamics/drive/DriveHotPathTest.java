package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPathContract;
import java.util.ArrayList;
import java.util.List;

class DriveHotPathTest extends HotPathContract {
    @Override
    protected Class<?> anyOfTheProduct() {
        return Machine.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        List<EntryPoint> points = new ArrayList<>();
        Machines.ALL.forEach(machine -> points.add(machine(machine)));
        List.of(
                        new ContinuousConverter.OneQuadrant(),
                        new ContinuousConverter.TwoQuadrant(0.01),
                        new ContinuousConverter.FourQuadrant(0.01, Fidelity.PHYSICAL),
                        new ContinuousConverter.B6Bridge(0.01),
                        new FiniteConverter.OneQuadrant(),
                        new FiniteConverter.TwoQuadrant(1e-6),
                        new FiniteConverter.FourQuadrant(1e-6),
                        new FiniteConverter.B6Bridge(1e-6),
                        new ConverterGroup(List.of(
                                new ContinuousConverter.B6Bridge(0.01), new ContinuousConverter.B6Bridge(0.01))))
                .forEach(converter -> points.add(converter(converter)));
        List.of(
                        new Load.Polynomial(0.02, 0.3, 0.01, 1e-4),
                        new Load.ConstantSpeed(),
                        new Load.ExternalSpeed(100, 80, 5, 1e-4))
                .forEach(load -> points.add(load(load)));
        return points;
    }

    private static EntryPoint machine(Machine machine) {
        double[] x = new double[machine.states().size()];
        double[] rate = new double[x.length];
        double[] current = new double[machine.terminals()];
        double[] winding = new double[machine.windings()];
        double[] torque = new double[1];
        String name = machine.getClass().getSimpleName();
        String inherited = machine instanceof InductionMachine ? "InductionMachine" : name;
        String methods = String.join(
                ", ",
                name + ".terminalCurrents",
                name + ".windingVoltages",
                inherited + ".derivative",
                inherited + ".torqueNm",
                inherited + ".copperLossW");
        return EntryPoint.of(methods, () -> {
            machine.terminalCurrents(x, current);
            machine.windingVoltages(x, current, winding);
            machine.derivative(x, winding, 1, rate);
            torque[0] = machine.torqueNm(x) + machine.copperLossW(x, 1);
        });
    }

    private static EntryPoint converter(Converter converter) {
        double[] action = new double[converter.actions()];
        double[] previous = new double[converter.actions()];
        double[] current = new double[converter.outputs()];
        double[] voltage = new double[converter.outputs()];
        String name = converter.getClass().getSimpleName();
        String methods = (converter instanceof FiniteConverter ? "FiniteConverter" : name) + ".convert, "
                + (converter instanceof ContinuousConverter ? "ContinuousConverter" : name) + ".switchOver";
        return EntryPoint.of(methods, () -> {
            action[0] = 1 - action[0];
            converter.convert(action, current, voltage);
            converter.switchOver(previous, action, current, voltage);
        });
    }

    private static EntryPoint load(Load load) {
        double[] speed = new double[1];
        return EntryPoint.of(
                load.getClass().getSimpleName() + ".acceleration",
                () -> speed[0] += 1e-3 * load.acceleration(1, speed[0], 0));
    }
}
