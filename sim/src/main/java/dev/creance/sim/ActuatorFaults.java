package dev.creance.sim;

import dev.creance.runtime.HotPath;

/** What goes wrong between what the firmware sets and what acts. Deterministic; allocation-free. */
@HotPath
final class ActuatorFaults {
    private final ActiveFaults faults;
    private final double[] acting;
    private final double[][] held;

    ActuatorFaults(Faults all, int actuators) {
        faults = new ActiveFaults(all, Fault.Layer.ACTUATOR);
        acting = new double[actuators];
        held = new double[faults.size()][];
        for (int i = 0; i < held.length; i++) {
            held[i] = new double[faults.fault(i).details().channels().length];
        }
    }

    void advance(long elapsedNs) {
        faults.advance(elapsedNs);
    }

    /** What acts for the next period. */
    double[] acting(double[] set, double dtS) {
        if (faults.size() == 0) {
            return set;
        }
        for (int i = 0; i < faults.size(); i++) {
            if (faults.begins(i)) {
                hold(i);
            }
        }
        System.arraycopy(set, 0, acting, 0, acting.length);
        for (int i = 0; i < faults.size(); i++) {
            if (faults.acts(i)) {
                apply(i, dtS);
            }
        }
        return acting;
    }

    private void hold(int i) {
        int[] channels = faults.fault(i).details().channels();
        for (int k = 0; k < channels.length; k++) {
            held[i][k] = acting[channels[k]];
        }
    }

    private void apply(int i, double dtS) {
        Fault fault = faults.fault(i);
        int[] channels = fault.details().channels();
        for (int k = 0; k < channels.length; k++) {
            int channel = channels[k];
            switch (fault.kind()) {
                case ACTUATOR_LOSS -> acting[channel] = 0;
                case ACTUATOR_PARTIAL -> acting[channel] *= fault.details().size()[0];
                case ACTUATOR_LAG -> {
                    double follows =
                            Math.min(1, dtS * 1e9 / Math.max(1, fault.details().timeNs()));
                    held[i][k] += follows * (acting[channel] - held[i][k]);
                    acting[channel] = held[i][k];
                }
                default -> acting[channel] = held[i][k]; // stuck
            }
        }
    }
}
