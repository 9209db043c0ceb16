package dev.creance.policies;

import dev.creance.runtime.Frame;

/** The stages of a policy that run in the tick, with actions from elsewhere in place of the networks'. */
final class StagedPolicy {
    private final PolicyStages stages;
    private final float[] observation;
    private final double[] returned;
    private final double[] executed;

    StagedPolicy(PolicyStages stages) {
        this.stages = stages;
        this.observation = new float[stages.observer().size()];
        this.returned = new double[stages.action().layout().values()];
        this.executed = new double[returned.length];
    }

    float[] observe(Frame sensors, Frame reference) {
        if (stages.observer().isFresh()) {
            stages.action().resting(sensors, executed);
            stages.observer().startWith(executed);
        }
        stages.observer().observe(sensors, reference, observation);
        return observation;
    }

    /** The commands of the ticks of a period, each executed as it is. */
    double[][] act(float[] action, int ticks, int channels) {
        double[][] commands = new double[ticks][channels];
        for (double[] command : commands) {
            int now = stages.observer().period();
            stages.action().command(action, now, command);
            stages.action().executed(command, executed);
            stages.action().returned(action, now, returned);
            stages.observer().acted(returned, executed);
        }
        return commands;
    }
}
