package dev.creance.sim;

import dev.creance.dynamics.quadrotor.ConstantLoads;
import dev.creance.dynamics.quadrotor.QuadrotorDynamics;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a plant against recorded data: starts it in the first state of a case, applies the recorded actions and compares every
 * state on the way. The core of {@code creance sim verify}.
 */
public final class PlantVerification {
    /** Models a case may be replayed through. */
    public static final List<String> MODELS = List.of("l2f", "l2f2");

    /**
     * Least scale of a relative deviation, in the state's unit: a state that is zero all through a case is compared to 0.001 m,
     * m/s, rad/s or 1.
     */
    public static final double FLOOR = 1e-3;

    private final String model;
    private final String parameters;

    /**
     * @param model one of {@link #MODELS}; where absent, the case's rotor columns tell
     * @param parameters a parameter set or file; where absent, {@code parameters_NAME.json} beside the case, NAME as its
     *     {@code cases*.json} says, or else the set of the model
     */
    public PlantVerification(Optional<String> model, Optional<String> parameters) {
        if (model.isPresent() && !MODELS.contains(model.get())) {
            throw new IllegalArgumentException("no model '" + model.get() + "'; there are " + MODELS);
        }
        this.model = model.orElse("");
        this.parameters = parameters.orElse("");
    }

    /** Replays one case. */
    public VerifyResult verify(VerifyCase recorded) {
        QuadrotorParameters vehicle = vehicle(recorded);
        QuadrotorDynamics dynamics = new QuadrotorDynamics(vehicle);
        QuadrotorState state = new QuadrotorState(vehicle.rotors());
        int width = state.values.length;
        System.arraycopy(recorded.states()[0], 0, state.values, 0, width);
        double[] setPoint = new double[vehicle.rotors()];
        ConstantLoads loads = new ConstantLoads();
        System.arraycopy(recorded.forceN(), 0, loads.forceN, 0, 3);
        System.arraycopy(recorded.torqueNm(), 0, loads.torqueNm, 0, 3);
        double[] worst = new double[width];
        int[] worstRow = new int[width];
        double[] scale = new double[width];
        for (int row = 0; row < recorded.states().length; row++) {
            if (row > 0) {
                setPoints(vehicle, recorded.actions()[row - 1], setPoint);
                dynamics.stepTowards(state, setPoint, loads, recorded.stepS());
            }
            for (int i = 0; i < width; i++) {
                double expected = recorded.states()[row][i];
                double error = Math.abs(state.values[i] - expected);
                scale[i] = Math.max(scale[i], Math.abs(expected));
                if (!(error <= worst[i])) {
                    worst[i] = error;
                    worstRow[i] = row;
                }
            }
        }
        return result(recorded, worst, worstRow, scale);
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

    private static VerifyResult result(VerifyCase recorded, double[] worst, int[] worstRow, double[] scale) {
        Map<String, VerifyResult.StateError> byState = new LinkedHashMap<>();
        double maxAbs = 0;
        double maxRel = 0;
        for (int i = 0; i < worst.length; i++) {
            double relative = worst[i] / Math.max(FLOOR, scale[i]);
            byState.put(recorded.stateNames().get(i), new VerifyResult.StateError(worst[i], relative, worstRow[i]));
            maxAbs = Math.max(maxAbs, worst[i]);
            maxRel = Math.max(maxRel, relative);
        }
        return new VerifyResult(recorded.file().toString(), maxAbs, maxRel, byState);
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
