package dev.creance.dynamics.drive.control;

import dev.creance.dynamics.control.Controller;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;

/**
 * A drive's controller that asks for no more than the converter has: a vector in the rotor's axes is shortened to length 1, every
 * other action clipped to its range. A converter does so itself; but what is asked of a shield should not need it.
 */
final class WithinReach implements Controller {
    private final DriveController controller;
    private final boolean vector;
    private final double[] least;
    private final double[] greatest;

    WithinReach(DriveController controller, Layout commands) {
        this.controller = controller;
        vector = commands.has("duty.d");
        least = commands.channels().stream().mapToDouble(Channel::lower).toArray();
        greatest = commands.channels().stream().mapToDouble(Channel::upper).toArray();
    }

    @Override
    @HotPath
    public void control(double[] measured, double[] reference, double[] commandOut) {
        controller.control(measured, reference, commandOut);
        if (vector) {
            double length = Math.sqrt(commandOut[0] * commandOut[0] + commandOut[1] * commandOut[1]);
            double shortened = length > 1 ? 1 / length : 1;
            commandOut[0] *= shortened;
            commandOut[1] *= shortened;
        }
        for (int i = 0; i < least.length; i++) {
            double u = commandOut[i];
            commandOut[i] = u < least[i] ? least[i] : u > greatest[i] ? greatest[i] : u;
        }
    }

    @Override
    @HotPath
    public void reset() {
        controller.reset();
    }
}
