package dev.creance.sim.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorState.BODY_RATE;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ROTOR;
import static dev.creance.dynamics.quadrotor.QuadrotorState.VELOCITY;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorDynamics;
import dev.creance.dynamics.quadrotor.QuadrotorLoads;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Plant;

/**
 * A quadrotor in air with wind, over a ground that can be switched off, and the truth about its flight. Without ground and wind
 * it is the reference model, step for step. Allocation-free after construction; not thread-safe.
 */
public final class QuadrotorPlant implements Plant {
    /** A cell that is full, and what a load of full throttle takes from it. */
    private static final double CELL_V = 4.15;

    private static final double CELL_SAG_V = 0.35;

    private final QuadrotorPlantConfig config;
    private final QuadrotorParameters parameters;
    private final QuadrotorDynamics dynamics;
    private final QuadrotorState state;
    private final GroundContact contact;
    private final Wind wind;
    private final FlightTruth truth = new FlightTruth();
    private final QuadrotorJudge judge;
    private final Layout commands = QuadrotorChannels.commands();
    private final Layout measurements = QuadrotorChannels.sensors();
    private final QuadrotorLoads loads = this::addLoads;
    private final double[] rate;
    private final double[] setPoint;
    private final double[] specificForce = new double[3];
    private boolean held;

    /** @param judge sees every sub-step */
    public QuadrotorPlant(QuadrotorPlantConfig config, QuadrotorJudge judge, long seed) {
        this.config = config;
        this.judge = judge;
        parameters = config.parameters();
        dynamics = new QuadrotorDynamics(parameters);
        state = new QuadrotorState(parameters.rotors());
        state.copyFrom(config.start());
        contact = config.ground() ? new GroundContact(parameters) : null;
        wind = new Wind(config.wind(), seed);
        rate = new double[state.values.length];
        setPoint = new double[parameters.rotors()];
        held = config.held();
    }

    @Override
    public Layout commands() {
        return commands;
    }

    @Override
    public Layout measurements() {
        return measurements;
    }

    /** Advances by {@code dtS} in the configured number of sub-steps; stays put while it is held. */
    @Override
    @HotPath
    public void step(double[] throttle, double dtS) {
        if (held) {
            return;
        }
        double subS = dtS / config.substeps();
        for (int i = 0; i < config.substeps(); i++) {
            wind.advance(subS);
            dynamics.step(state, throttle, loads, subS);
            truth.observe(state, contact == null ? Double.POSITIVE_INFINITY : contact.clearanceM(state.values));
            judge.observe(state, truth.onGround());
        }
    }

    /** Specific force is what rotors, wind and ground do to the vehicle, without gravity: what an accelerometer feels. */
    @Override
    @HotPath
    public void measure(double[] out) {
        double[] x = state.values;
        System.arraycopy(x, POSITION, out, QuadrotorChannels.POSITION, 3);
        System.arraycopy(x, ORIENTATION, out, QuadrotorChannels.ORIENTATION, 4);
        System.arraycopy(x, VELOCITY, out, QuadrotorChannels.VELOCITY, 3);
        System.arraycopy(x, BODY_RATE, out, QuadrotorChannels.GYRO, 3);
        feel(x, out);
        double sum = 0;
        for (int i = 0; i < parameters.rotors(); i++) {
            double throttle = (x[ROTOR + i] - parameters.rotorMin()) / (parameters.rotorMax() - parameters.rotorMin());
            out[QuadrotorChannels.ROTOR + i] = throttle;
            sum += throttle;
        }
        out[QuadrotorChannels.BATTERY] = CELL_V - CELL_SAG_V * sum / parameters.rotors();
    }

    private void feel(double[] x, double[] out) {
        dynamics.derivative(x, setPoint, loads, rate);
        for (int i = 0; i < 3; i++) {
            double accelerationMPerS2 = held ? 0 : rate[VELOCITY + i];
            specificForce[i] = accelerationMPerS2 - parameters.gravityMPerS2()[i];
        }
        Rotation.toBody(x, ORIENTATION, specificForce, specificForce);
        System.arraycopy(specificForce, 0, out, QuadrotorChannels.ACCEL, 3);
    }

    /** Lets go of a vehicle that was held as it started. */
    @HotPath
    void release() {
        held = false;
    }

    /** Sets the gust that acts until the next call, world axes. */
    @HotPath
    public void gust(double xN, double yN, double zN) {
        wind.gust(xN, yN, zN);
    }

    /** The true state; read only. */
    public QuadrotorState state() {
        return state;
    }

    /** What the flight has been so far; read only. */
    public FlightTruth truth() {
        return truth;
    }

    private void addLoads(double[] x, double[] forceNOut, double[] torqueNmOut) {
        System.arraycopy(wind.forceN, 0, forceNOut, 0, 3);
        torqueNmOut[0] = 0;
        torqueNmOut[1] = 0;
        torqueNmOut[2] = 0;
        if (contact != null) {
            contact.add(x, forceNOut, torqueNmOut);
        }
    }
}
