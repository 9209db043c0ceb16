package dev.creance.dynamics.drive;

/** A machine with a commutator: its equations take the voltages at the terminals as they are. */
public sealed interface DirectCurrentMachine extends Machine
        permits PermanentMagnetDc, SeriesDc, ShuntDc, ExternallyExcitedDc {
    @Override
    default int polePairs() {
        return 0;
    }
}
