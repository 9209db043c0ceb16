package dev.creance.sim;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.Converter;
import dev.creance.dynamics.drive.ConverterGroup;
import dev.creance.dynamics.drive.DoublyFedInduction;
import dev.creance.dynamics.drive.ExternallyExcitedDc;
import dev.creance.dynamics.drive.ExternallyExcitedSynchronous;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.FiniteConverter;
import dev.creance.dynamics.drive.InductionMachine;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.PermanentMagnetDc;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.SeriesDc;
import dev.creance.dynamics.drive.ShuntDc;
import dev.creance.dynamics.drive.SquirrelCageInduction;
import dev.creance.dynamics.drive.SynchronousReluctance;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.sim.drive.CapacitorSupply;
import dev.creance.sim.drive.IdealSupply;
import dev.creance.sim.drive.SimulatedDrive;
import dev.creance.sim.drive.Supply;
import dev.creance.sim.ode.Solver;
import java.util.function.IntFunction;

/** The parts of a drive from the header of a {@link DriveCase}, with the names that gym-electric-motor gives them. */
final class DriveFormat {
    private DriveFormat() {}

    static SimulatedDrive.Parts parts(ConfigNode header, IntFunction<Solver> solver) {
        return new SimulatedDrive.Parts(
                machine(header), converter(header), supply(header), load(header), Fidelity.GEM, solver);
    }

    static Machine machine(ConfigNode header) {
        ConfigNode motor = header.child("motor");
        ConfigNode p = motor.child("parameter");
        return switch (motor.child("type")
                .choice("PermExDc", "SeriesDc", "ShuntDc", "ExtExDc", "PMSM", "SynRM", "EESM", "SCIM", "DFIM")) {
            case "PermExDc" -> new PermanentMagnetDc(positive(p, "r_a"), positive(p, "l_a"), positive(p, "psi_e"));
            case "SeriesDc" ->
                new SeriesDc(
                        positive(p, "r_a"),
                        positive(p, "l_a"),
                        positive(p, "r_e"),
                        positive(p, "l_e"),
                        positive(p, "l_e_prime"));
            case "ShuntDc" -> new ShuntDc(externallyExcited(p));
            case "ExtExDc" -> externallyExcited(p);
            case "PMSM" ->
                new PermanentMagnetSynchronous(
                        polePairs(p), positive(p, "r_s"), positive(p, "l_d"), positive(p, "l_q"), positive(p, "psi_p"));
            case "SynRM" ->
                new SynchronousReluctance(polePairs(p), positive(p, "r_s"), positive(p, "l_d"), positive(p, "l_q"));
            case "EESM" -> new ExternallyExcitedSynchronous(excitedSynchronous(p));
            case "SCIM" -> new SquirrelCageInduction(induction(p));
            default -> new DoublyFedInduction(induction(p));
        };
    }

    private static ExternallyExcitedDc externallyExcited(ConfigNode p) {
        return new ExternallyExcitedDc(
                positive(p, "r_a"),
                positive(p, "l_a"),
                positive(p, "r_e"),
                positive(p, "l_e"),
                positive(p, "l_e_prime"));
    }

    private static ExternallyExcitedSynchronous.Parameters excitedSynchronous(ConfigNode p) {
        return new ExternallyExcitedSynchronous.Parameters(
                polePairs(p),
                positive(p, "r_s"),
                positive(p, "l_d"),
                positive(p, "l_q"),
                positive(p, "l_m"),
                positive(p, "r_e"),
                positive(p, "l_e"),
                positive(p, "k"));
    }

    private static InductionMachine.Parameters induction(ConfigNode p) {
        return new InductionMachine.Parameters(
                polePairs(p),
                positive(p, "r_s"),
                positive(p, "r_r"),
                positive(p, "l_m"),
                positive(p, "l_sigs"),
                positive(p, "l_sigr"));
    }

    private static Converter converter(ConfigNode header) {
        ConfigNode node = header.child("converter");
        if (node.isScalar()) {
            return converter(node, node.string(), 0, 0);
        }
        String type = node.child("type").string();
        if (type.endsWith("MultiConverter")) {
            return new ConverterGroup(
                    node.child("sub").items().stream().map(DriveFormat::single).toList());
        }
        return single(node);
    }

    private static Converter single(ConfigNode node) {
        double deadS = node.child("interlocking_time_s").quantity(Dimension.RATIO, 0, 1);
        double share = deadS / node.child("tau_s").quantity(Dimension.RATIO, 1e-9, 1);
        return converter(node.child("type"), node.child("type").string(), deadS, share);
    }

    private static Converter converter(ConfigNode at, String type, double deadS, double deadShare) {
        return switch (type) {
            case "ContOneQuadrantConverter" -> new ContinuousConverter.OneQuadrant();
            case "ContTwoQuadrantConverter" -> new ContinuousConverter.TwoQuadrant(deadShare);
            case "ContFourQuadrantConverter" -> new ContinuousConverter.FourQuadrant(deadShare, Fidelity.GEM);
            case "ContB6BridgeConverter" -> new ContinuousConverter.B6Bridge(deadShare);
            case "FiniteOneQuadrantConverter" -> new FiniteConverter.OneQuadrant();
            case "FiniteTwoQuadrantConverter" -> new FiniteConverter.TwoQuadrant(deadS);
            case "FiniteFourQuadrantConverter" -> new FiniteConverter.FourQuadrant(deadS);
            case "FiniteB6BridgeConverter" -> new FiniteConverter.B6Bridge(deadS);
            default -> throw at.error("='" + type + "' is no converter known here");
        };
    }

    private static Supply supply(ConfigNode header) {
        ConfigNode supply = header.child("supply");
        double nominalV = positive(supply, "u_nominal_V");
        return switch (supply.child("type").choice("IdealVoltageSupply", "RCVoltageSupply")) {
            case "IdealVoltageSupply" -> new IdealSupply(nominalV);
            default ->
                new CapacitorSupply(
                        new CapacitorSupply.Parameters(nominalV, positive(supply, "R_ohm"), positive(supply, "C_F")),
                        Fidelity.GEM);
        };
    }

    private static Load load(ConfigNode header) {
        ConfigNode load = header.child("load");
        return switch (load.child("type").choice("PolynomialStaticLoad", "ConstantSpeedLoad", "ExternalSpeedLoad")) {
            case "PolynomialStaticLoad" ->
                new Load.Polynomial(
                        positive(header, "j_total"), number(load, "a"), number(load, "b"), number(load, "c"));
            case "ConstantSpeedLoad" -> new Load.ConstantSpeed();
            default ->
                new Load.ExternalSpeed(
                        number(load, "offset"),
                        number(load, "amplitude"),
                        number(load, "frequency_Hz"),
                        positive(load, "tau_s"));
        };
    }

    private static int polePairs(ConfigNode p) {
        return (int) p.child("p").quantity(Dimension.RATIO, 1, 100);
    }

    private static double positive(ConfigNode node, String key) {
        return node.child(key).quantity(Dimension.RATIO, Double.MIN_NORMAL, 1e9);
    }

    private static double number(ConfigNode node, String key) {
        return node.child(key).quantity(Dimension.RATIO, -1e9, 1e9);
    }
}
