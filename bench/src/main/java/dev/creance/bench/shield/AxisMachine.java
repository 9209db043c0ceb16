package dev.creance.bench.shield;

import dev.creance.dynamics.arm.ArmChannels;
import dev.creance.dynamics.arm.ArmInterface;
import dev.creance.dynamics.arm.Chain;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.sim.DecisionObserver;
import dev.creance.sim.Disturbance;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.TruthSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One joint: from tick to tick it goes where its set point is, unless that takes more than its drive's speed or acceleration; with a
 * set point that is no number it goes on as it was. It judges itself by its limits, with nothing added but the rounding of a double.
 */
final class AxisMachine implements SimulatedMachine {
    private static final double ROUNDING = 1e-9;

    private final Layout sensors;
    private final Layout commands;
    private final double tickS;
    private double position;
    private double velocity;
    private boolean braked = true;
    private long judged;
    private long outside;
    private long beyond;
    private long tooFast;

    AxisMachine(Chain chain, double position, double tickS) {
        sensors = ArmChannels.sensors(chain);
        commands = ArmChannels.commands(chain, ArmInterface.POSITION);
        this.position = position;
        this.tickS = tickS;
    }

    @Override
    public Layout sensors() {
        return sensors;
    }

    @Override
    public Layout commands() {
        return commands;
    }

    @Override
    public Layout actuators() {
        return commands;
    }

    @Override
    public void ready(double[] measured, double[] command, boolean linked, double[] actuatorsInOut) {
        idle(measured, linked, actuatorsInOut);
    }

    @Override
    public void follow(double[] measured, double[] command, boolean linked, double[] actuatorsInOut) {
        braked = false;
        actuatorsInOut[0] = Double.isFinite(command[0]) ? command[0] : position + velocity * tickS;
    }

    @Override
    public boolean react(double[] measured, boolean resumable, double expiredForS, double[] actuatorsInOut) {
        actuatorsInOut[0] = position;
        return velocity == 0;
    }

    @Override
    public void idle(double[] measured, boolean linked, double[] actuatorsOut) {
        braked = true;
        actuatorsOut[0] = position;
    }

    @Override
    public void step(double[] actuators) {
        double most = AxisSet.ACCELERATION_RAD_PER_S2 * tickS;
        double fastest = AxisSet.SPEED_RAD_PER_S;
        double wanted = Math.max(-fastest, Math.min(fastest, (actuators[0] - position) / tickS));
        velocity = braked ? 0 : Math.max(velocity - most, Math.min(velocity + most, wanted));
        position += velocity * tickS;
        boolean over = Math.abs(position) > AxisSet.RANGE_RAD + ROUNDING;
        boolean fast = Math.abs(velocity) > AxisSet.SPEED_RAD_PER_S + ROUNDING;
        judged++;
        beyond += over ? 1 : 0;
        tooFast += fast ? 1 : 0;
        outside += over || fast ? 1 : 0;
    }

    @Override
    public void measure(double[] measuredOut) {
        java.util.Arrays.fill(measuredOut, 0);
        measuredOut[0] = position;
        measuredOut[1] = velocity;
        measuredOut[6] = 1; // the tool's orientation, w
    }

    @Override
    public void disturb(Disturbance what, double[] size) {
        // nothing does
    }

    @Override
    public boolean standsStill() {
        return velocity == 0;
    }

    @Override
    public int states() {
        return 2;
    }

    @Override
    public void state(double[] out) {
        out[0] = position;
        out[1] = velocity;
    }

    @Override
    public void place(double[] state) {
        position = state[0];
        velocity = state[1];
    }

    @Override
    public DecisionObserver observer(List<Channel> margins) {
        return DecisionObserver.NONE;
    }

    private record Truth(long subSteps, long envelopeViolations, Map<String, Long> violationsByKind)
            implements TruthSummary {
        @Override
        public Map<String, Double> figures() {
            return Map.of();
        }
    }

    @Override
    public TruthSummary truth() {
        Map<String, Long> kinds = new LinkedHashMap<>();
        kinds.put("position", beyond);
        kinds.put("velocity", tooFast);
        return new Truth(judged, outside, kinds);
    }
}
