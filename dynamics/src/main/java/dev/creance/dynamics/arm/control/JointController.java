package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.control.Controller;
import dev.creance.runtime.HotPath;

/** For an arm that takes efforts: a {@link JointPd} at the set points. */
@HotPath
final class JointController implements Controller {
    private final ArmSignals signals;
    private final SetPoints setPoints;
    private final JointPd law;
    private final double[] position;
    private final double[] velocity;
    private final double[] wantedPosition;
    private final double[] wantedVelocity;

    JointController(Chain chain, ArmSignals signals, double periodS) {
        this.signals = signals;
        setPoints = new SetPoints(chain, signals, periodS);
        JointGains gains = JointGains.of(chain);
        law = new JointPd(chain, gains.stiffness(), gains.damping());
        position = new double[signals.joints()];
        velocity = new double[signals.joints()];
        wantedPosition = new double[signals.joints()];
        wantedVelocity = new double[signals.joints()];
    }

    @Override
    public void control(double[] measured, double[] reference, double[] commandOut) {
        System.arraycopy(measured, signals.position(), position, 0, position.length);
        System.arraycopy(measured, signals.velocity(), velocity, 0, velocity.length);
        setPoints.next(measured, reference, wantedPosition, wantedVelocity);
        law.efforts(position, velocity, wantedPosition, wantedVelocity, commandOut);
    }

    @Override
    public void reset() {
        setPoints.reset();
    }
}
