package dev.creance.safety.quadrotor;

import dev.creance.runtime.property.Choices;

/** Policies that want out, each in its own way. Deterministic in the choices it was made with. */
final class Adversary implements Flight.Pilot {
    /** How it behaves. */
    enum Kind {
        RANDOM,
        FULL_THROTTLE,
        NO_THROTTLE,
        BANG_BANG,
        SPIN,
        FLIP,
        NAN_MIX,
        CHASE_WALL,
        CHASE_CORNER,
        CHASE_CEILING,
        CHASE_FLOOR
    }

    private final Kind kind;
    private final java.util.SplittableRandom random;
    private final int holdTicks;
    private final double toX;
    private final double toY;
    private final double toZ;
    private final double[] held = new double[4];
    private final double[] moment = new double[3];
    private final Airframe airframe = new Airframe(ShieldFixtures.CRAZYFLIE, 0, 1);
    private final AttitudeController attitude;
    private final RotorAllocation allocation = new RotorAllocation(airframe, 0.02);
    private final VehicleState seen = new VehicleState();
    private final double thrustShare;

    Adversary(Choices choices) {
        kind = choices.oneOf(Kind.values());
        random = new java.util.SplittableRandom(choices.bits());
        holdTicks = choices.oneOf(1, 10, 50, 150);
        // As the policy would: at up to the tilt limit, with more than hovering thrust.
        BackupGains gains = BackupGains.of(ShieldFixtures.settings());
        attitude = new AttitudeController(airframe, gains);
        double tilt = choices.between(0.1, 1.5);
        double heading = kind == Kind.CHASE_CORNER
                ? Math.PI / 4 + choices.integer(0, 3) * Math.PI / 2 + choices.between(-0.2, 0.2)
                : choices.between(-Math.PI, Math.PI);
        double z = kind == Kind.CHASE_CEILING ? 0.2 : kind == Kind.CHASE_FLOOR ? 0.3 : tilt;
        toX = Math.sin(z) * Math.cos(heading);
        toY = Math.sin(z) * Math.sin(heading);
        toZ = Math.cos(z);
        thrustShare = kind == Kind.CHASE_FLOOR ? choices.between(0.1, 0.6) : choices.between(0.6, 1);
    }

    Kind kind() {
        return kind;
    }

    @Override
    public void propose(Flight flight, double[] out) {
        boolean renew = flight.tick() % holdTicks == 0;
        for (int i = 0; i < 4; i++) {
            switch (kind) {
                case RANDOM -> held[i] = renew ? random.nextDouble() * 1.2 - 0.1 : held[i];
                case FULL_THROTTLE -> held[i] = 1;
                case NO_THROTTLE -> held[i] = 0;
                case BANG_BANG -> held[i] = renew ? (random.nextBoolean() ? 1 : 0) : held[i];
                case SPIN -> held[i] = i % 2;
                case FLIP -> held[i] = i < 2 ? 1 : 0;
                case NAN_MIX -> held[i] = renew ? hostile() : held[i];
                default -> {}
            }
        }
        if (kind.ordinal() >= Kind.CHASE_WALL.ordinal()) {
            GentlePilot.see(flight.truth, seen);
            attitude.moment(seen, toX, toY, toZ);
            System.arraycopy(attitude.momentNm, 0, moment, 0, 3);
            allocation.throttles(seen.rotor, thrustShare * airframe.totalThrustN(1), moment, held);
        }
        System.arraycopy(held, 0, out, 0, 4);
    }

    private double hostile() {
        return switch (random.nextInt(40)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> -Double.MAX_VALUE;
            case 3 -> Double.MIN_VALUE;
            default -> 0.6 + 0.4 * random.nextDouble();
        };
    }
}
