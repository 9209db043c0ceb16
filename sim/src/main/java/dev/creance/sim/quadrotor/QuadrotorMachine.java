package dev.creance.sim.quadrotor;

import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.sim.DecisionObserver;
import dev.creance.sim.Disturbance;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.TruthSummary;
import java.util.Arrays;
import java.util.List;

/** A quadrotor behind the link: its throttles are commanded as they are; left alone it levels, descends and stops. */
final class QuadrotorMachine implements SimulatedMachine {
    private static final String FLOOR = "altitude.floor";
    private static final double RESTING_MPERS = 0.02;

    private final double periodS;
    private final QuadrotorJudge judge;
    private final QuadrotorPlant plant;
    private final SensorModel sensors;
    private final OnboardEstimate onboard;
    private final OnboardFailsafe failsafe;
    private boolean linked = true;

    QuadrotorMachine(QuadrotorPlantConfig config, QuadrotorLimits limits, Noise seeds) {
        periodS = 1.0 / config.rateHz();
        judge = new QuadrotorJudge(limits);
        plant = new QuadrotorPlant(config, judge, seeds.bits());
        sensors = new SensorModel(config.errors(), seeds.bits());
        onboard = config.onboard()
                .map(own -> new OnboardEstimate(own, config.nominal().gravityMPerS2(), config.rateHz(), seeds))
                .orElse(null);
        failsafe = new OnboardFailsafe(config.nominal());
    }

    @Override
    public Layout sensors() {
        return plant.measurements();
    }

    @Override
    public Layout commands() {
        return plant.commands();
    }

    @Override
    public Layout actuators() {
        return plant.commands();
    }

    /** Its rotors turn as an idle command says, for it stands on the ground. */
    @Override
    @HotPath
    public void ready(double[] measured, double[] command, boolean linked, double[] throttleInOut) {
        follow(measured, command, linked, throttleInOut);
    }

    @Override
    @HotPath
    public void follow(double[] measured, double[] command, boolean linked, double[] throttleInOut) {
        judge.deviceFlies(false);
        this.linked = linked;
        failsafe.track(measured, throttleInOut, fixed(), periodS);
        System.arraycopy(command, 0, throttleInOut, 0, command.length);
        for (int i = 0; i < command.length; i++) {
            if (command[i] > 0) {
                plant.release();
            }
        }
    }

    @Override
    @HotPath
    public boolean react(double[] measured, boolean resumable, double expiredForS, double[] throttleInOut) {
        judge.deviceFlies(true);
        linked = false;
        boolean down = failsafe.fly(measured, !resumable, expiredForS, throttleInOut, periodS);
        if (down) {
            Arrays.fill(throttleInOut, 0);
        }
        return down;
    }

    @Override
    @HotPath
    public void idle(double[] measured, boolean linked, double[] throttleOut) {
        judge.deviceFlies(false);
        this.linked = linked;
        failsafe.idle(measured, fixed(), periodS);
        Arrays.fill(throttleOut, 0);
    }

    @Override
    @HotPath
    public void step(double[] throttle) {
        plant.step(throttle, periodS);
    }

    @Override
    @HotPath
    public void measure(double[] measuredOut) {
        plant.measure(measuredOut);
        if (onboard == null) {
            sensors.apply(measuredOut);
        } else {
            onboard.apply(measuredOut, linked);
        }
    }

    /** Whether there is an estimate to pull the firmware's own towards. */
    private boolean fixed() {
        return linked && (onboard == null || onboard.valid());
    }

    @Override
    @HotPath
    public void disturb(Disturbance what, double[] size) {
        switch (what) {
            case FORCE -> plant.gust(size[0], size[1], size[2]);
            case MASS -> plant.mass(size[0]);
            case INERTIA -> plant.inertia(size[0]);
            case THRUST -> plant.rotors(size);
            case SUPPLY -> plant.supply(size[0]);
            default -> {} // nothing rubs on it
        }
    }

    @Override
    @HotPath
    public boolean standsStill() {
        return plant.truth().onGround() && plant.state().speedMPerS() < RESTING_MPERS;
    }

    /** The floor counts after take-off and before landing: the shield's margin is a number once the vehicle has left it behind. */
    @Override
    public DecisionObserver observer(List<Channel> margins) {
        int floor = margins.stream().map(Channel::name).toList().indexOf(FLOOR);
        return decision -> {
            judge.floorApplies(floor >= 0 && decision.state.policyMayFly() && Double.isFinite(decision.margins[floor]));
            if (decision.activeSinceNs != Long.MIN_VALUE) {
                judge.begin();
            }
        };
    }

    @Override
    public int states() {
        return plant.state().values.length;
    }

    @Override
    public void state(double[] out) {
        System.arraycopy(plant.state().values, 0, out, 0, out.length);
    }

    @Override
    public void place(double[] state) {
        System.arraycopy(state, 0, plant.state().values, 0, state.length);
    }

    @Override
    public TruthSummary truth() {
        return QuadrotorTruth.of(plant, judge);
    }
}
