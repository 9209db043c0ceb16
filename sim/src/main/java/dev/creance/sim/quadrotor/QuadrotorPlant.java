package dev.creance.sim.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorState.BODY_RATE;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ROTOR;
import static dev.creance.dynamics.quadrotor.QuadrotorState.VELOCITY;

import dev.creance.dynamics.Quaternion;
import dev.creance.dynamics.quadrotor.Payload;
import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorLoads;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Plant;

/**
 * A quadrotor in air with wind, over a ground that can be switched off, and the truth about its flight. Without ground, wind and what
 * {@link AirframeConfig} adds it is the reference model, step for step. Allocation-free after construction; not thread-safe.
 */
public final class QuadrotorPlant implements Plant {
    /** A cell that is full, and what a load of full throttle takes from it. */
    private static final double CELL_V = 4.15;

    private static final double CELL_SAG_V = 0.35;

    private final QuadrotorPlantConfig config;
    private final QuadrotorParameters parameters;
    private final PayloadConfig payload;
    private final Airframe bare;
    private final Airframe laden;
    private final QuadrotorState state;
    private final QuadrotorState ownCentre;
    private final Wind wind;
    private final MovingAir movingAir;
    private final PowerTrain power;
    private final FlightTruth truth = new FlightTruth();
    private final QuadrotorJudge judge;
    private final Layout commands = QuadrotorChannels.commands();
    private final Layout measurements = QuadrotorChannels.sensors();
    private final QuadrotorLoads loads = this::addLoads;
    private final double[] rate;
    private final double[] setPoint;
    private final double[] specificForce = new double[3];
    private final double[] scratch = new double[3];
    private final double[] scaled;
    private Airframe airframe;
    private double timeS;
    private final double[] sagging;
    private double supplyFactor = 1;
    private double massFactor = 1;
    private double inertiaFactor = 1;
    private boolean held;
    private boolean rotorsLack;

    /** @param judge sees every sub-step */
    public QuadrotorPlant(QuadrotorPlantConfig config, QuadrotorJudge judge, long seed) {
        this.config = config;
        this.judge = judge;
        parameters = config.parameters();
        payload = config.airframe().payload().orElse(null);
        bare = Airframe.bare(config);
        laden = payload == null ? bare : Airframe.carrying(config, payload.payload());
        airframe = bare;
        state = new QuadrotorState(parameters.rotors());
        state.copyFrom(config.start());
        ownCentre = new QuadrotorState(parameters.rotors());
        wind = new Wind(config.wind(), seed);
        AirMotion motion = config.wind().motion();
        movingAir = motion.isStill() ? null : new MovingAir(motion, 1.0 / (config.rateHz() * config.substeps()), ~seed);
        power = config.airframe()
                .battery()
                .map(battery -> new PowerTrain(battery, parameters))
                .orElse(null);
        rate = new double[state.values.length];
        setPoint = new double[parameters.rotors()];
        scaled = new double[parameters.rotors()];
        sagging = new double[parameters.rotors()];
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
        for (int i = 0; i < sagging.length; i++) {
            sagging[i] = supplyFactor * throttle[i]; // a rotor turns as fast as the voltage lets it
        }
        for (int i = 0; i < config.substeps(); i++) {
            timeS += subS;
            wind.advance(subS);
            load();
            airframe.dynamics.step(state, surroundings(sagging, subS), loads, subS);
            GroundContact contact = airframe.contact;
            truth.observe(state, contact == null ? Double.POSITIVE_INFINITY : contact.clearanceM(state.values));
            judge.observe(state, truth.onGround(), subS);
        }
    }

    /** Takes the payload on or off, and the state to the centre of mass that there is then. */
    private void load() {
        Airframe wanted = payload != null && payload.isOn(timeS) ? laden : bare;
        if (wanted != airframe) {
            Payload.move(state, airframe.ownM, scratch);
            Payload.move(state, wanted.centreM, scratch);
            airframe = wanted;
        }
    }

    /** Lets the air move and the battery sag; what the throttles come to. */
    private double[] surroundings(double[] throttle, double subS) {
        if (movingAir != null) {
            movingAir.advance(timeS);
            System.arraycopy(movingAir.airMPerS, 0, airframe.air.airMPerS, 0, 3);
        }
        if (power == null) {
            return throttle;
        }
        power.step(state.values, throttle, subS, scaled);
        return scaled;
    }

    /** Specific force is what rotors, wind and ground do to the vehicle, without gravity: what an accelerometer feels. */
    @Override
    @HotPath
    public void measure(double[] out) {
        ownCentre.copyFrom(state);
        if (airframe != bare) {
            Payload.move(ownCentre, airframe.ownM, scratch);
        }
        double[] x = ownCentre.values;
        System.arraycopy(x, POSITION, out, QuadrotorChannels.POSITION, 3);
        System.arraycopy(x, ORIENTATION, out, QuadrotorChannels.ORIENTATION, 4);
        System.arraycopy(x, VELOCITY, out, QuadrotorChannels.VELOCITY, 3);
        System.arraycopy(x, BODY_RATE, out, QuadrotorChannels.GYRO, 3);
        feel(state.values, out);
        double sum = 0;
        for (int i = 0; i < parameters.rotors(); i++) {
            double throttle = (x[ROTOR + i] - parameters.rotorMin()) / (parameters.rotorMax() - parameters.rotorMin());
            out[QuadrotorChannels.ROTOR + i] = throttle;
            sum += throttle;
        }
        double voltageV = power == null ? CELL_V - CELL_SAG_V * sum / parameters.rotors() : power.voltageV();
        out[QuadrotorChannels.BATTERY] = supplyFactor * voltageV;
    }

    private void feel(double[] x, double[] out) {
        airframe.dynamics.derivative(x, setPoint, loads, rate);
        for (int i = 0; i < 3; i++) {
            double accelerationMPerS2 = held ? 0 : rate[VELOCITY + i];
            specificForce[i] = accelerationMPerS2 - parameters.gravityMPerS2()[i];
        }
        Quaternion.toBody(x, ORIENTATION, specificForce, specificForce);
        if (airframe != bare) {
            addLever(x, airframe.ownM);
        }
        System.arraycopy(specificForce, 0, out, QuadrotorChannels.ACCEL, 3);
    }

    /** The accelerometer stays where it is while the centre of mass moves: ω' × d + ω × (ω × d). */
    private void addLever(double[] x, double[] d) {
        double wx = x[BODY_RATE];
        double wy = x[BODY_RATE + 1];
        double wz = x[BODY_RATE + 2];
        double along = wx * d[0] + wy * d[1] + wz * d[2];
        double square = wx * wx + wy * wy + wz * wz;
        specificForce[0] += rate[BODY_RATE + 1] * d[2] - rate[BODY_RATE + 2] * d[1] + wx * along - d[0] * square;
        specificForce[1] += rate[BODY_RATE + 2] * d[0] - rate[BODY_RATE] * d[2] + wy * along - d[1] * square;
        specificForce[2] += rate[BODY_RATE] * d[1] - rate[BODY_RATE + 1] * d[0] + wz * along - d[2] * square;
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

    /** Makes it heavier from now on, over what its parameters say. */
    @HotPath
    void mass(double factor) {
        massFactor = factor;
        scale();
    }

    /** Makes it slower to turn from now on, over what its parameters say. */
    @HotPath
    void inertia(double factor) {
        inertiaFactor = factor;
        scale();
    }

    private void scale() {
        bare.dynamics.scale(massFactor, inertiaFactor);
        laden.dynamics.scale(massFactor, inertiaFactor);
    }

    /** What each rotor gives from now on, over what its speed says. */
    @HotPath
    void rotors(double[] kept) {
        rotorsLack = false;
        for (int i = 0; i < kept.length; i++) {
            double loss = 1 - kept[i];
            bare.air.loss[i] = loss;
            laden.air.loss[i] = loss;
            rotorsLack |= loss != 0;
        }
    }

    /** Takes voltage from its battery from now on. */
    @HotPath
    void supply(double factor) {
        supplyFactor = factor;
    }

    /** The true state; whoever writes to it moves the vehicle. */
    public QuadrotorState state() {
        return state;
    }

    /** What the flight has been so far; read only. */
    public FlightTruth truth() {
        return truth;
    }

    private void addLoads(double[] x, double[] forceNOut, double[] torqueNmOut) {
        if (!airframe.feelsAir && !rotorsLack) {
            System.arraycopy(wind.forceN, 0, forceNOut, 0, 3);
            torqueNmOut[0] = 0;
            torqueNmOut[1] = 0;
            torqueNmOut[2] = 0;
        } else {
            airframe.air.evaluate(x, forceNOut, torqueNmOut);
            for (int i = 0; i < 3; i++) {
                forceNOut[i] += wind.forceN[i];
            }
        }
        if (airframe.contact != null) {
            airframe.contact.add(x, forceNOut, torqueNmOut);
        }
    }
}
