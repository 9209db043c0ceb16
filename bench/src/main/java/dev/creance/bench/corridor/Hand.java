package dev.creance.bench.corridor;

import dev.creance.sim.SimulatedMachine;

/** What stands between a policy's proposal and the vehicle. */
interface Hand {
    /** Whether it takes the vehicle from where it is held. */
    boolean begin();

    /** One tick: from what is measured and proposed to what the vehicle does; what was commanded goes into {@code commandOut}. */
    void act(double[] measured, double[] proposal, double[] commandOut);

    /** Nothing at all. */
    static Hand open(SimulatedMachine machine) {
        double[] actuators = new double[machine.actuators().size()];
        return new Hand() {
            @Override
            public boolean begin() {
                return true;
            }

            @Override
            public void act(double[] measured, double[] proposal, double[] commandOut) {
                System.arraycopy(proposal, 0, commandOut, 0, commandOut.length);
                machine.follow(measured, commandOut, true, actuators);
                machine.step(actuators);
            }
        };
    }
}
