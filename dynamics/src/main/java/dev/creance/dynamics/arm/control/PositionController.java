package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.control.Controller;
import dev.creance.runtime.HotPath;

/** For an arm whose firmware holds its joints at set points. */
@HotPath
final class PositionController implements Controller {
    private final SetPoints setPoints;
    private final double[] velocity;

    PositionController(Chain chain, ArmSignals signals, double periodS) {
        setPoints = new SetPoints(chain, signals, periodS);
        velocity = new double[signals.joints()];
    }

    @Override
    public void control(double[] measured, double[] reference, double[] commandOut) {
        setPoints.next(measured, reference, commandOut, velocity);
    }

    @Override
    public void reset() {
        setPoints.reset();
    }
}
