package dev.creance.sim.drive;

import dev.creance.dynamics.Trigonometry;
import dev.creance.runtime.HotPath;

/**
 * The alternating voltage of the mains, rectified or, with one phase, as it is. A rectifier of ideal diodes without a
 * capacitor: the higher of the phases against the lowest.
 */
public final class MainsSupply implements Supply {
    private static final double THIRD = 2 * Math.PI / 3;

    private final Connection connection;
    private final double amplitudeV;
    private final double frequencyHz;
    private final double phaseRad;

    /** How the converter hangs on the mains. */
    public enum Connection {
        /** One phase against neutral; the voltage changes its sign, as in gym-electric-motor's AC1PhaseSupply. */
        ONE_PHASE,
        /** One phase against neutral through a bridge rectifier. */
        ONE_PHASE_RECTIFIED,
        /** Three phases through a six-pulse bridge rectifier. */
        THREE_PHASE_RECTIFIED
    }

    /**
     * @param effectiveV root mean square: of a phase against neutral with one phase, between two phases with three
     * @param phaseRad of the first phase at time 0
     */
    public MainsSupply(Connection connection, double effectiveV, double frequencyHz, double phaseRad) {
        this.connection = connection;
        amplitudeV = effectiveV * Math.sqrt(connection == Connection.THREE_PHASE_RECTIFIED ? 2.0 / 3 : 2);
        this.frequencyHz = frequencyHz;
        this.phaseRad = phaseRad;
    }

    @Override
    @HotPath
    public double voltageV(double timeS) {
        double angle = 2 * Math.PI * frequencyHz * timeS + phaseRad;
        double first = amplitudeV * Trigonometry.sin(angle);
        return switch (connection) {
            case ONE_PHASE -> first;
            case ONE_PHASE_RECTIFIED -> Math.abs(first);
            case THREE_PHASE_RECTIFIED -> {
                double second = amplitudeV * Trigonometry.sin(angle - THIRD);
                double third = amplitudeV * Trigonometry.sin(angle + THIRD);
                yield Math.max(first, Math.max(second, third)) - Math.min(first, Math.min(second, third));
            }
        };
    }

    @Override
    @HotPath
    public void draw(double currentA, double dtS) {}

    @Override
    public void reset() {}
}
