package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.dynamics.quadrotor.power.Battery;
import dev.creance.runtime.HotPath;

/** A battery under the rotors' load, and what throttles come to as its voltage sags. Allocation-free; not thread-safe. */
@HotPath
final class PowerTrain {
    private final BatteryConfig config;
    private final QuadrotorParameters parameters;
    private final Battery battery;

    PowerTrain(BatteryConfig config, QuadrotorParameters parameters) {
        this.config = config;
        this.parameters = parameters;
        battery = new Battery(config.battery(), config.charge());
    }

    /** Takes what the rotors need in a step and scales throttles by the voltage that is left. */
    void step(double[] state, double[] throttle, double dtS, double[] scaledOut) {
        double watts = 0;
        for (int i = 0; i < throttle.length; i++) {
            double[] c = parameters.thrustCoefficients()[i];
            double s = state[QuadrotorState.ROTOR + i];
            watts += config.rotor().watts(c[0] + s * (c[1] + s * c[2]));
        }
        battery.draw(watts, dtS);
        for (int i = 0; i < throttle.length; i++) {
            scaledOut[i] = throttle[i] * battery.speedFactor();
        }
    }

    double voltageV() {
        return battery.voltageV();
    }
}
