package dev.creance.dynamics.quadrotor.identify;

import dev.creance.dynamics.identify.HeldCommands;
import dev.creance.dynamics.identify.Recording;

/**
 * What the rotors did, from the commands alone, so that no sensor's noise enters here. Each held set point u is followed exactly, with
 * τ of rising or falling, and so is what the states add up to between two samples:
 *
 * <pre>
 * s(t) = u + d e^(−t/τ)        E = e^(−h/τ)
 * ∫ s  = u h + d τ (1 − E)
 * ∫ s² = u² h + 2 u d τ (1 − E) + d² τ/2 (1 − E²)
 * </pre>
 */
final class RotorStates {
    /** Normalised, per rotor and sample. */
    final double[][] state;

    /** ∫ s since the sample before. */
    final double[][] sum;

    /** ∫ s² since the sample before. */
    final double[][] sumOfSquares;

    private final Recording recording;
    private final HeldCommands commands;
    private double delayS = Double.NaN;
    private double risingS;
    private double fallingS;

    RotorStates(Recording recording, int rotors) {
        this.recording = recording;
        commands = new HeldCommands(recording);
        state = new double[rotors][recording.size()];
        sum = new double[rotors][recording.size()];
        sumOfSquares = new double[rotors][recording.size()];
    }

    /** Follows the commands with these parameters. */
    void follow(double delayS, double risingS, double fallingS) {
        if (delayS == this.delayS && risingS == this.risingS && fallingS == this.fallingS) {
            return;
        }
        this.delayS = delayS;
        this.risingS = risingS;
        this.fallingS = fallingS;
        commands.rewind();
        double atS = recording.sampleTimeS()[0] - delayS;
        double[] command = commands.at(atS);
        for (int i = 0; i < state.length; i++) {
            state[i][0] = command[i];
        }
        for (int k = 1; k < recording.size(); k++) {
            for (int i = 0; i < state.length; i++) {
                state[i][k] = state[i][k - 1];
                sum[i][k] = 0;
                sumOfSquares[i][k] = 0;
            }
            double endS = recording.sampleTimeS()[k] - delayS;
            while (atS < endS) {
                double[] setPoint = commands.at(atS);
                double untilS = commands.holdsUntil(endS);
                hold(setPoint, untilS - atS, k);
                atS = untilS;
            }
        }
    }

    private void hold(double[] setPoint, double spanS, int k) {
        double rise = Math.exp(-spanS / risingS);
        double fall = Math.exp(-spanS / fallingS);
        for (int i = 0; i < state.length; i++) {
            double u = setPoint[i];
            double d = state[i][k] - u;
            double kept = d <= 0 ? rise : fall;
            double lost = (d <= 0 ? risingS : fallingS) * (1 - kept);
            state[i][k] = u + d * kept;
            sum[i][k] += u * spanS + d * lost;
            sumOfSquares[i][k] += u * u * spanS + d * lost * (2 * u + d * (1 + kept) / 2);
        }
    }
}
