package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;
import dev.creance.safety.CommandProjection;
import dev.creance.safety.Margins;

/**
 * Answers whether the backup controller still keeps the vehicle inside its envelope if a command is executed in this tick and
 * the backup takes over in the next: the command is acceptable only from such a successor state (recursive feasibility, as in
 * implicit, backup-based control barrier functions). Where a host may stand still, the command acts for longer than a tick before.
 *
 * <p>The backup is flown ahead on {@link FlightModel} through its reaction: until attitude, rates and thrust have come to what
 * braking asks for. From there on braking is quasi-static and its way is known in closed form ({@link StopDistance}).
 *
 * <p>The disturbance is a tube around this flight. The backup compensates the wind w by its estimate d, which follows with the
 * time constant τ_d, so ∫(w − d) dt = τ_d (d(t) − d(0)): however the wind turns, within |w| ≤ W it adds no more to the speed
 * than δv = τ (W + |d|), τ = τ_d plus the time the attitude takes, and takes nothing off the deceleration. With
 * δp = δv (t − τ/2) by the end of the reaction, the state's radius r, the clearance at rest c and the share η of the
 * deceleration that is relied upon, a wall with normal n leaves
 *
 * <pre>
 * h = b − n·p(T) − δp − r_p − r_v T − c − D(V, ηA) (n·v + δv + r_v)⁺ / V,    V = |v(T)| + δv + r_v
 * </pre>
 *
 * Braking is joint along −v, so one flight serves both walls of a corner. Tilt and body rate are the extremes over the
 * reaction. An obstacle is where it is while the reaction lasts; from then on all that it has yet to sweep counts as occupied, for
 * the vehicle stays where it comes to rest. The wall of it stands across the shortest way there.
 */
@HotPath
final class Certificate {
    /** Height of a ground that nothing meets, and that costs no time to look for. */
    static final double NO_GROUND = Double.NEGATIVE_INFINITY;

    /** Share of the backup's decelerations that is relied upon once it has settled; the rest covers its transients. */
    static final double RELIED_SHARE = 0.85;

    /** Step of the predicted flight. At 4 ms, tilt and rates come out up to 0.07 rad and 0.5 rad/s short of the truth. */
    private static final double STEP_S = 0.002;

    /** A reaction that takes longer than this is none. */
    private static final double LONGEST_REACTION_S = 0.8;

    /** Settled: body z within 8° of where braking wants it ... */
    private static final double SETTLED_COSINE = 0.990;

    /** ... turning no faster than this about x and y, rad/s ... */
    private static final double SETTLED_RATE_RAD_PER_S = 2;

    /** ... and the force in each direction within this share of the weight of what is wanted. */
    private static final double SETTLED_FORCE_SHARE = 0.04;

    /** ... for so many steps in a row: on its way past, a state may meet all of this by chance. */
    private static final int SETTLED_STEPS = 10;

    /** Rotors let go of yaw slowly: settled is a body rate below this share of its limit while it still rises, ... */
    private static final double RISING_SHARE = 0.5;

    /** ... and below this one when it has passed its peak. */
    private static final double FALLING_SHARE = 0.8;

    /** What step and model may be wrong by over a reaction, by comparison with the plant. */
    private static final double TILT_GUARD_RAD = 0.06;

    private static final double RATE_GUARD_RAD_PER_S = 0.4;

    private final Airframe airframe;
    private final BackupGains gains;
    private final Envelope envelope;
    private final BackupController backup;
    private final FlightModel oneTick;
    private final FlightModel model;
    private final CommandProjection projection;
    private final StopDistance stop;
    private final int heldSteps;
    private final double windS;
    private final BackupGoal brake = new BackupGoal();
    private final VehicleState flight = new VehicleState();
    private final double[] throttle = new double[Airframe.ROTORS];
    private final double[] last = new double[Airframe.ROTORS];
    private final Obstacles obstacles;
    private final Approach approach = new Approach();

    private double leastCosTilt;
    private double mostRate;
    private double windChange;
    private double groundM;

    /** @param heldS how long a command may go on acting before the backup takes over; it acts for a tick at least */
    Certificate(
            Airframe airframe,
            BackupGains gains,
            Envelope envelope,
            CommandProjection projection,
            double tickS,
            double heldS) {
        this.heldSteps = (int) Math.max(0, Math.ceil((heldS - tickS) / STEP_S - 1e-9));
        this.airframe = airframe;
        this.gains = gains;
        this.envelope = envelope;
        this.obstacles = envelope.obstacles();
        this.backup = new BackupController(airframe, gains);
        this.oneTick = new FlightModel(airframe, tickS);
        this.model = new FlightModel(airframe, STEP_S);
        this.projection = projection;
        this.stop = new StopDistance(gains.velocityPerS());
        this.windS = envelope.windS();
    }

    /**
     * Computes the margins of ceiling, floor, fence, tilt, body rate, ground and obstacles for one command.
     *
     * @param command inside box and slew limits
     * @param groundM height of the ground, or {@link #NO_GROUND}
     */
    void evaluate(StateEstimate estimate, double[] command, double groundM, Margins out) {
        this.groundM = groundM;
        flight.copyFrom(estimate.state);
        leastCosTilt = 1;
        mostRate = 0;
        for (int i = 0; i < out.certified(); i++) {
            out.values[i] = Double.POSITIVE_INFINITY;
        }
        double wind = Math.sqrt(flight.ax * flight.ax + flight.ay * flight.ay + flight.az * flight.az);
        windChange = envelope.disturbanceMPerS2() + Math.min(wind, envelope.disturbanceMPerS2());
        oneTick.step(command, flight);
        System.arraycopy(command, 0, last, 0, last.length);
        double elapsed = oneTick.stepS();
        for (int i = 0; i < heldSteps; i++) {
            observe(elapsed, estimate, out);
            model.step(command, flight);
            elapsed += STEP_S;
        }
        double giveUpS = LONGEST_REACTION_S + heldSteps * STEP_S;
        int settled = 0;
        while (settled < SETTLED_STEPS && elapsed < giveUpS) {
            double rate = mostRate;
            observe(elapsed, estimate, out);
            backup.command(flight, brake, throttle);
            settled = isSettled() && isTamed(mostRate > rate) ? settled + 1 : 0;
            projection.limitSlew(last, STEP_S, throttle);
            model.step(throttle, flight);
            System.arraycopy(throttle, 0, last, 0, last.length);
            elapsed += STEP_S;
        }
        observe(elapsed, estimate, out);
        if (settled == SETTLED_STEPS) {
            brakeFromHere(elapsed, estimate, out);
        } else {
            for (int i = 0; i <= QuadrotorMargins.FENCE; i++) {
                out.lower(i, Double.NaN);
            }
            if (obstacles.count() > 0) {
                out.lower(QuadrotorMargins.OBSTACLE, Double.NaN);
            }
        }
        out.lower(
                QuadrotorMargins.TILT,
                envelope.tiltRad() - StrictMath.acos(clampCosine(leastCosTilt)) - TILT_GUARD_RAD);
        out.lower(QuadrotorMargins.BODY_RATE, envelope.bodyRateRadPerS() - mostRate - RATE_GUARD_RAD_PER_S);
    }

    /** The margins of a vehicle on the ground, which is where it is and goes nowhere; there is no floor. */
    void standing(StateEstimate estimate, Margins out) {
        VehicleState s = estimate.state;
        out.values[QuadrotorMargins.CEILING] = envelope.ceilingM() - s.pz;
        out.values[QuadrotorMargins.FLOOR] = Double.POSITIVE_INFINITY;
        out.values[QuadrotorMargins.GROUND] = Double.POSITIVE_INFINITY;
        out.values[QuadrotorMargins.FENCE] = envelope.fence().distanceM(s.px, s.py);
        out.values[QuadrotorMargins.TILT] = envelope.tiltRad() - StrictMath.acos(clampCosine(s.upZ()));
        out.values[QuadrotorMargins.BODY_RATE] = envelope.bodyRateRadPerS() - s.bodyRateRadPerS();
        if (obstacles.count() > 0) {
            out.values[QuadrotorMargins.OBSTACLE] = obstacles.distanceM(estimate.clockS, s.px, s.py, s.pz);
        }
    }

    /** How far wind and the state's radius may have carried the vehicle off its predicted flight. */
    private double awayM(double elapsed, StateEstimate estimate) {
        double blown = elapsed < windS ? 0.5 * elapsed * elapsed : windS * (elapsed - 0.5 * windS);
        return windChange * blown + estimate.positionRadiusM + estimate.velocityRadiusMPerS * elapsed;
    }

    private void observe(double elapsed, StateEstimate estimate, Margins out) {
        double away = awayM(elapsed, estimate);
        out.lower(QuadrotorMargins.CEILING, envelope.ceilingM() - flight.pz - away);
        out.lower(QuadrotorMargins.FLOOR, flight.pz - away - envelope.floorM());
        out.lower(QuadrotorMargins.FENCE, envelope.fence().distanceM(flight.px, flight.py) - away);
        double timeS = estimate.clockS + elapsed;
        for (int i = 0; i < obstacles.count(); i++) {
            double distance = obstacles.get(i).distanceM(timeS, STEP_S, flight.px, flight.py, flight.pz);
            out.lower(QuadrotorMargins.OBSTACLE, distance - away);
        }
        if (groundM != NO_GROUND) {
            meetGround(out);
        }
        leastCosTilt = Math.min(leastCosTilt, flight.upZ());
        mostRate = Math.max(mostRate, flight.bodyRateRadPerS());
    }

    /**
     * The speed at which any foot meets the ground. In calm air, and for exact sensors: at the height of a take-off a tube
     * around the flight would always touch it.
     */
    private void meetGround(Margins out) {
        for (int i = 0; i < Airframe.ROTORS; i++) {
            // Written so that NaN touches.
            if (!(flight.pz + airframe.footHeightM(i, flight) > groundM)) {
                out.lower(QuadrotorMargins.GROUND, envelope.groundImpactMPerS() - airframe.footSinkMPerS(i, flight));
            }
        }
    }

    private boolean isTamed(boolean rising) {
        double share = rising ? RISING_SHARE : FALLING_SHARE;
        return flight.bodyRateRadPerS() < share * envelope.bodyRateRadPerS();
    }

    private boolean isSettled() {
        if (!(backup.alignment(flight) > SETTLED_COSINE)
                || !(Math.abs(flight.wx) + Math.abs(flight.wy) < SETTLED_RATE_RAD_PER_S)) {
            return false;
        }
        double thrust = 0;
        for (int i = 0; i < Airframe.ROTORS; i++) {
            thrust += airframe.thrustN(i, flight.rotor[i]);
        }
        double wanted = backup.forceAlongN(flight.upX(), flight.upY(), flight.upZ());
        return Math.abs(thrust - wanted) < SETTLED_FORCE_SHARE * airframe.massKg * airframe.gravityMPerS2;
    }

    private void brakeFromHere(double elapsed, StateEstimate estimate, Margins out) {
        double away = awayM(elapsed, estimate) + envelope.clearanceM();
        double faster = windChange * windS + estimate.velocityRadiusMPerS;
        double up = stop.metres(flight.vz + faster, RELIED_SHARE * gains.sinkMPerS2());
        double down = stop.metres(-flight.vz + faster, RELIED_SHARE * gains.climbMPerS2());
        out.lower(QuadrotorMargins.CEILING, envelope.ceilingM() - flight.pz - away - up);
        out.lower(QuadrotorMargins.FLOOR, flight.pz - envelope.floorM() - away - down);

        double sinks = stop.metres(-flight.vz, RELIED_SHARE * gains.climbMPerS2());
        if (!(flight.pz - sinks > groundM)) {
            // No faster than it sinks now.
            out.lower(QuadrotorMargins.GROUND, envelope.groundImpactMPerS() + flight.vz);
        }

        double speed = flight.horizontalSpeedMPerS() + faster;
        double distance = stop.metres(speed, RELIED_SHARE * gains.horizontalMPerS2());
        Fence fence = envelope.fence();
        for (int i = 0; i < fence.walls(); i++) {
            double towards = fence.normalX(i) * flight.vx + fence.normalY(i) * flight.vy + faster;
            // 0/0 where nothing moves: towards is 0 then.
            double share = towards > 0 ? towards / speed : 0;
            out.lower(QuadrotorMargins.FENCE, fence.distanceM(i, flight.px, flight.py) - away - distance * share);
        }
        for (int i = 0; i < obstacles.count(); i++) {
            obstacles.get(i).sweep(estimate.clockS + elapsed, flight.px, flight.py, flight.pz, approach);
            double level = Math.sqrt(approach.normalX * approach.normalX + approach.normalY * approach.normalY);
            double towards = approach.normalX * flight.vx + approach.normalY * flight.vy + level * faster;
            double sideways = towards > 0 ? distance * towards / speed : 0;
            double height = approach.normalZ > 0 ? approach.normalZ * up : -approach.normalZ * down;
            out.lower(QuadrotorMargins.OBSTACLE, approach.distanceM - away - sideways - height);
        }
    }

    private static double clampCosine(double value) {
        return value > -1 ? (value < 1 ? value : 1) : -1;
    }
}
