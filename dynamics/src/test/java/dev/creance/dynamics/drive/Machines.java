package dev.creance.dynamics.drive;

import java.util.List;

/** One of each kind of machine, with parameters of real ones, and the energy in their fields. */
final class Machines {
    static final PermanentMagnetDc PERMANENT_MAGNET_DC = new PermanentMagnetDc(16e-3, 19e-6, 0.165);
    static final SeriesDc SERIES_DC = new SeriesDc(16e-3, 19e-6, 48e-3, 5.4e-3, 1.7e-3);
    static final ExternallyExcitedDc EXTERNALLY_EXCITED_DC =
            new ExternallyExcitedDc(16e-3, 19e-6, 0.16, 5.4e-3, 1.7e-3);
    static final ShuntDc SHUNT_DC = new ShuntDc(new ExternallyExcitedDc(16e-3, 19e-6, 0.4, 5.4e-3, 1.7e-3));
    static final PermanentMagnetSynchronous PERMANENT_MAGNET_SYNCHRONOUS =
            new PermanentMagnetSynchronous(3, 18e-3, 0.37e-3, 1.2e-3, 66e-3);
    static final SynchronousReluctance SYNCHRONOUS_RELUCTANCE = new SynchronousReluctance(4, 0.57, 10.1e-3, 4.1e-3);

    /** Mutual inductance below gym-electric-motor's, whose leakage is negative. */
    static final ExternallyExcitedSynchronous EXTERNALLY_EXCITED_SYNCHRONOUS = new ExternallyExcitedSynchronous(
            new ExternallyExcitedSynchronous.Parameters(3, 15.55e-3, 1.66e-3, 0.35e-3, 1.2e-3, 7.2e-3, 1.74e-3, 65.21));

    static final SquirrelCageInduction SQUIRREL_CAGE_INDUCTION =
            new SquirrelCageInduction(new InductionMachine.Parameters(2, 2.9338, 1.355, 143.75e-3, 5.87e-3, 5.87e-3));
    static final DoublyFedInduction DOUBLY_FED_INDUCTION =
            new DoublyFedInduction(new InductionMachine.Parameters(2, 4.42, 3.51, 297.5e-3, 25.71e-3, 25.71e-3));

    static final List<Machine> ALL = List.of(
            PERMANENT_MAGNET_DC,
            SERIES_DC,
            EXTERNALLY_EXCITED_DC,
            SHUNT_DC,
            PERMANENT_MAGNET_SYNCHRONOUS,
            SYNCHRONOUS_RELUCTANCE,
            EXTERNALLY_EXCITED_SYNCHRONOUS,
            SQUIRREL_CAGE_INDUCTION,
            DOUBLY_FED_INDUCTION);

    private Machines() {}

    /** In the fields of all windings, J: half of current times flux each; counted apart from the equations of motion. */
    static double fieldEnergyJ(Machine machine, double[] x) {
        return switch (machine) {
            case PermanentMagnetDc m -> m.inductanceH() * x[1] * x[1] / 2;
            case SeriesDc m -> (m.armatureInductanceH() + m.fieldInductanceH()) * x[1] * x[1] / 2;
            case ExternallyExcitedDc m ->
                (m.armatureInductanceH() * x[1] * x[1] + m.fieldInductanceH() * x[2] * x[2]) / 2;
            case ShuntDc m -> fieldEnergyJ(m.windingsInParallel(), x);
            case ExternallyExcitedSynchronous m -> {
                ExternallyExcitedSynchronous.Parameters p = m.parameters();
                // in real units of the rotor: 1/2 l_e i_e², and 3/2 (3/2 k l_m) i_d 2/(3k) i_e = 3/2 l_m i_d i_e
                yield 0.75 * (p.directInductanceH() * x[1] * x[1] + p.quadratureInductanceH() * x[2] * x[2])
                        + 1.5 * p.mutualInductanceH() * x[1] * x[3]
                        + p.excitationInductanceH() * x[3] * x[3] / 2;
            }
            case SynchronousMachine m ->
                0.75 * (m.directInductanceH() * x[1] * x[1] + m.quadratureInductanceH() * x[2] * x[2]);
            case InductionMachine m -> fieldEnergyJ(m.parameters(), x, 0) + fieldEnergyJ(m.parameters(), x, 1);
        };
    }

    private static double fieldEnergyJ(InductionMachine.Parameters p, double[] x, int axis) {
        double stator = x[InductionMachine.STATOR + axis];
        double rotor = (x[InductionMachine.ROTOR_FLUX + axis] - p.mutualInductanceH() * stator) / p.rotorInductanceH();
        return 0.75
                * (p.statorInductanceH() * stator * stator
                        + 2 * p.mutualInductanceH() * stator * rotor
                        + p.rotorInductanceH() * rotor * rotor);
    }
}
