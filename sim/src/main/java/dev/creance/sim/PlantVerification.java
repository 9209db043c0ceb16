package dev.creance.sim;

import dev.creance.dynamics.quadrotor.ConstantLoads;
import dev.creance.dynamics.quadrotor.QuadrotorDynamics;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Holds a plant against recorded data: starts it in the first state of a case, applies the recorded actions and compares every
 * state on the way. The core of {@code creance sim verify}.
 */
public final class PlantVerification {
    /** Models a case may be replayed through. */
    public static final List<String> MODELS =
            List.of("l2f", "l2f2", DriveVerification.MODEL, DriveVerification.RK4, ArmVerification.MODEL);

    /** Against the originals of the quadrotor's models. */
    private static final double MARK = 1e-9;

    /**
     * Least scale of a relative deviation, in the state's unit: a state that is zero all through a case is compared to 0.001 m,
     * m/s, rad/s or 1.
     */
    public static final double FLOOR = 1e-3;

    private final String model;
    private final String parameters;

    /**
     * @param model one of {@link #MODELS}; where absent, a quadrotor's rotor columns tell, and a drive's header
     * @param parameters a parameter set or file; where absent, {@code parameters_NAME.json} beside the case, NAME as its
     *     {@code cases*.json} says, or else the set of the model; of a drive, another header
     */
    public PlantVerification(Optional<String> model, Optional<String> parameters) {
        if (model.isPresent() && !MODELS.contains(model.get())) {
            throw new IllegalArgumentException("no model '" + model.get() + "'; there are " + MODELS);
        }
        this.model = model.orElse("");
        this.parameters = parameters.orElse("");
    }

    /**
     * Replays one case of a quadrotor, or of a drive where a header of one stands beside it; or compares states of arms, where it
     * is a file of lines of JSON.
     *
     * @throws CaseFormatException where it is not in the format of either
     */
    public VerifyResult verify(Path file) {
        if (ArmVerification.isOne(file)) {
            if (!model.isEmpty() && !model.equals(ArmVerification.MODEL)) {
                throw new CaseFormatException(file + ": is one of arms; take model " + ArmVerification.MODEL);
            }
            return ArmVerification.verify(file);
        }
        if (model.equals(ArmVerification.MODEL)) {
            throw new CaseFormatException(file + ": model arm takes lines of JSON, .jsonl or .jsonl.gz");
        }
        Optional<Path> header = DriveCase.headerOf(file);
        if (header.isEmpty() && DriveVerification.MODELS.contains(model)) {
            throw new CaseFormatException(
                    file + ": model " + model + " needs a JSON header of a drive beside the case");
        }
        if (header.isEmpty()) {
            return verify(VerifyCase.read(file));
        }
        Path plant = parameters.isEmpty() ? header.get() : Path.of(parameters);
        return new DriveVerification(model, plant).verify(DriveCase.read(file, header.get()));
    }

    /** Replays one case of a quadrotor. */
    public VerifyResult verify(VerifyCase recorded) {
        QuadrotorParameters vehicle = vehicle(recorded);
        QuadrotorDynamics dynamics = new QuadrotorDynamics(vehicle);
        QuadrotorState state = new QuadrotorState(vehicle.rotors());
        System.arraycopy(recorded.states()[0], 0, state.values, 0, state.values.length);
        double[] setPoint = new double[vehicle.rotors()];
        ConstantLoads loads = new ConstantLoads();
        System.arraycopy(recorded.forceN(), 0, loads.forceN, 0, 3);
        System.arraycopy(recorded.torqueNm(), 0, loads.torqueNm, 0, 3);
        Deviation deviation = new Deviation(recorded.stateNames());
        deviation.add(state.values, recorded.states()[0]);
        for (int row = 1; row < recorded.states().length; row++) {
            setPoints(vehicle, recorded.actions()[row - 1], setPoint);
            dynamics.stepTowards(state, setPoint, loads, recorded.stepS());
            deviation.add(state.values, recorded.states()[row]);
        }
        return deviation.result(recorded.file(), MARK);
    }

    /**
     * Rounds as the originals do: over 500 steps a last digit of a rotor's set point grows to 2.5e-12 of a roll angle, for the
     * torques of hover cancel.
     */
    private static void setPoints(QuadrotorParameters vehicle, double[] action, double[] setPointOut) {
        double half = (vehicle.rotorMax() - vehicle.rotorMin()) / 2;
        for (int i = 0; i < setPointOut.length; i++) {
            setPointOut[i] = Math.max(-1, Math.min(1, action[i])) * half + (vehicle.rotorMin() + half);
        }
    }

    private QuadrotorParameters vehicle(VerifyCase recorded) {
        boolean rpm = model.isEmpty() ? recorded.rotorsInRpm() : model.equals("l2f");
        if (rpm != recorded.rotorsInRpm()) {
            throw new CaseFormatException(recorded.file() + ":1: model " + model + " needs columns "
                    + (rpm ? "rpm0..3" : "rotor0..3") + "; leave --model out or take another case");
        }
        QuadrotorParameters found = parameters.isEmpty() ? besideOrShipped(recorded, rpm) : named(parameters);
        if (found.rotors() != recorded.actions()[0].length) {
            throw new CaseFormatException(recorded.file() + ": has " + recorded.actions()[0].length + " actions, but "
                    + found.name() + " has " + found.rotors() + " rotors");
        }
        return found;
    }

    private static QuadrotorParameters besideOrShipped(VerifyCase recorded, boolean rpm) {
        Path beside = recorded.file().resolveSibling("parameters_" + recorded.parameterSet() + ".json");
        if (!recorded.parameterSet().isEmpty() && Files.isRegularFile(beside)) {
            return QuadrotorParameterFiles.read(beside);
        }
        return QuadrotorParameterFiles.named(rpm ? "crazyflie-l2f" : "crazyflie-2.x");
    }

    private static QuadrotorParameters named(String nameOrPath) {
        return QuadrotorParameterFiles.NAMES.contains(nameOrPath)
                ? QuadrotorParameterFiles.named(nameOrPath)
                : QuadrotorParameterFiles.read(Path.of(nameOrPath));
    }
}
