package dev.creance.dynamics.drive.identify;

import static dev.creance.dynamics.drive.DriveChannels.SUPPLY_VOLTAGE;

import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.DriveParameters.Tolerances;
import dev.creance.dynamics.identify.Finding.Found;
import dev.creance.dynamics.identify.Fit;
import dev.creance.dynamics.identify.Identification;
import dev.creance.dynamics.identify.Means;
import dev.creance.dynamics.identify.Recording;
import dev.creance.dynamics.identify.ResponseModel.Parameter;
import dev.creance.dynamics.identify.Segment;
import dev.creance.dynamics.identify.UnfitRecording;
import java.util.Arrays;
import java.util.List;

/**
 * Resistance, inductances, flux, inertia, friction, delay, A and W of a drive with permanent magnets from a run on duty cycles.
 * Inertia and friction are those of rotor and load together. Commanded voltages are taken to reach the terminals: what dead time
 * takes from them shows in W.
 */
public final class DriveIdentification {
    private static final double WINDOW_S = 5e-4;
    private static final int MOST_WINDOWS = 20_000;
    private static final double CURRENT_WINDOW_S = 2e-3;
    private static final double SPEED_WINDOW_S = 20e-3;
    private static final double MOST_DELAY_S = 5e-4;

    /** What is allowed for beside noise, of a value; more where a smoothed speed rounds the steps that show an inductance. */
    private static final double SHARP = 0.002;

    private static final double ROUNDED = 0.03;

    /** Of the greatest torque: friction that is surely less is found, even to be 0. */
    private static final double SLIGHT_FRICTION = 0.005;

    private final Recording recording;
    private final DriveParameters prior;
    private final MachineKind kind;
    private final DriveResponse model;
    private final Fit fit;
    private final Identification result = new Identification();

    /**
     * What a run says.
     *
     * @param parameters the prior with all that was found in its place, and tolerances that reach as far as the bounds
     */
    public record Result(DriveParameters parameters, Identification identification) {}

    private DriveIdentification(Recording recording, DriveParameters prior) throws UnfitRecording {
        this.recording = recording;
        this.prior = prior;
        kind = MachineKind.of(prior.machine());
        model = new DriveResponse(recording, prior, kind);
        if (model.segments().isEmpty()) {
            throw new UnfitRecording("holds no stretch of usable frames; record a run of some seconds");
        }
        fit = Fit.of(model, recording, WINDOW_S, MOST_WINDOWS);
    }

    /**
     * @param recording channels of {@link dev.creance.dynamics.drive.DriveChannels}, commands are duty cycles; of a synchronous
     *     machine at the terminals or in the rotor's axes
     * @param prior where the search starts, and what stays where nothing is found
     * @throws UnfitRecording where nothing can be said
     */
    public static Result of(Recording recording, DriveParameters prior) throws UnfitRecording {
        return new DriveIdentification(recording, prior).run();
    }

    private Result run() {
        result.know("pole_pairs");
        double periodS = Segment.periodS(recording);
        result.delay(fit.seen(DriveResponse.DELAY), fit.estimate(DriveResponse.DELAY), periodS, MOST_DELAY_S);
        for (Parameter parameter : kind.parameters(prior.machine())) {
            boolean rounded = kind.feelsCounts() && kind.inductances().contains(parameter.name());
            result.judge(
                    parameter.name(),
                    fit.seen(parameter.name()),
                    fit.estimate(parameter.name()),
                    Identification.limits(0, rounded ? ROUNDED : SHARP, "let currents step, at several speeds"));
        }
        double slightNm = SLIGHT_FRICTION * prior.limit().torqueNm();
        judge(DriveResponse.INERTIA, 0, "let the torque step, with the shaft free");
        judge(DriveResponse.COULOMB, slightNm, "let the shaft turn both ways, and slowly as well");
        judge(DriveResponse.VISCOUS, slightNm / prior.nominal().speedRadPerS(), "let the shaft turn slowly and fast");
        double[][] residual = new double[model.signals().size()][recording.size()];
        model.residuals(fit.theta(), residual);
        actuators();
        disturbances(residual, periodS);
        return new Result(identified(), result);
    }

    private void judge(String name, double most, String remedy) {
        result.judge(name, fit.seen(name), fit.estimate(name), most, remedy);
    }

    /** The voltage that the supply left at its lowest, and the torques that were seen, as far as the flux is sure. */
    private void actuators() {
        double leastV = Double.POSITIVE_INFINITY;
        double leastNm = 0;
        double greatestNm = 0;
        for (Segment segment : model.segments()) {
            for (int k = segment.from(); k < segment.to(); k++) {
                leastV = Math.min(leastV, recording.sensors()[k][SUPPLY_VOLTAGE]);
                leastNm = Math.min(leastNm, model.torqueNm()[k]);
                greatestNm = Math.max(greatestNm, model.torqueNm()[k]);
            }
        }
        result.actuator("voltage_v", -model.reach() * leastV, model.reach() * leastV);
        Found flux = result.found(MachineKind.FLUX).orElse(null);
        if (flux == null) {
            result.leaveOpen("torque_nm", "it follows from the flux, which is not identified");
            return;
        }
        double sure = flux.bound().low() / flux.value();
        result.actuator("torque_nm", sure * leastNm, sure * greatestNm);
    }

    private void disturbances(double[][] residual, double periodS) {
        double[][] currents = Arrays.copyOfRange(residual, 1, residual.length);
        int stride = (int) Math.max(1, Math.rint(CURRENT_WINDOW_S / periodS));
        result.disturbance(
                "current_rate_a_per_s", Means.rates(model.segments(), stride, periodS, currents), stride * periodS);
        stride = (int) Math.max(1, Math.rint(SPEED_WINDOW_S / periodS));
        result.disturbance(
                "acceleration_rad_per_s2",
                Means.rates(model.segments(), stride, periodS, residual[0]),
                stride * periodS);
    }

    private DriveParameters identified() {
        List<Parameter> parameters = kind.parameters(prior.machine());
        double[] values = new double[parameters.size()];
        for (int p = 0; p < values.length; p++) {
            Parameter parameter = parameters.get(p);
            values[p] = result.found(parameter.name()).map(Found::value).orElse(parameter.start());
        }
        return new DriveParameters(
                prior.name() + "-identified",
                kind.machine(prior.machine(), values, 0),
                prior.rotorInertiaKgM2(),
                prior.nominal(),
                prior.limit(),
                new Tolerances(
                        tolerance(prior.tolerances().resistance(), List.of(MachineKind.RESISTANCE)),
                        tolerance(prior.tolerances().inductance(), kind.inductances()),
                        tolerance(prior.tolerances().flux(), List.of(MachineKind.FLUX)),
                        prior.tolerances().inertia()));
    }

    /** As far as the bounds of all of them reach; the prior's where one was not found. */
    private double tolerance(double ofPrior, List<String> names) {
        double most = 0;
        for (String name : names) {
            Found found = result.found(name).orElse(null);
            if (found == null) {
                return ofPrior;
            }
            most = Math.max(most, found.bound().half() / found.value());
        }
        return most;
    }
}
