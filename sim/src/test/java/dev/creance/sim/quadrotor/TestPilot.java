package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Reference;

/** Follows a reference by position, velocity and attitude as measured: stands in for the policy in tests of what is around it. */
public final class TestPilot {
    private final Reference reference;
    private final Frame wanted;
    private final RotorModel rotors;
    private final ThrustVectorController controller;
    private final double[] orientation = new double[4];
    private final double[] acceleration = new double[3];

    public TestPilot(QuadrotorParameters nominal, Reference reference) {
        this.reference = reference;
        wanted = new Frame(reference.layout());
        rotors = new RotorModel(nominal);
        controller = new ThrustVectorController(nominal, rotors);
    }

    /** @param throttleInOut what acted since the last call; becomes what shall act now */
    public void fly(double[] measured, long elapsedNs, double[] throttleInOut, double dtS) {
        rotors.advance(throttleInOut, dtS);
        reference.sample(elapsedNs, wanted);
        for (int i = 0; i < 3; i++) {
            acceleration[i] = 4 * (wanted.values[i] - measured[QuadrotorChannels.POSITION + i])
                    + 4 * (wanted.values[3 + i] - measured[QuadrotorChannels.VELOCITY + i]);
        }
        System.arraycopy(measured, QuadrotorChannels.ORIENTATION, orientation, 0, 4);
        controller.command(orientation, measured, acceleration, 1, throttleInOut);
    }
}
