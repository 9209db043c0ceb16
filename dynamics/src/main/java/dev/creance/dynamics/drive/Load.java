package dev.creance.dynamics.drive;

import dev.creance.dynamics.Trigonometry;
import dev.creance.runtime.HotPath;

/** The mechanical side of a drive: what its speed does under the machine's torque. */
public sealed interface Load {
    /**
     * Time derivative of the mechanical speed, rad/s².
     *
     * @param omegaRadPerS mechanical speed
     * @param torqueNm of the machine
     */
    @HotPath
    double acceleration(double timeS, double omegaRadPerS, double torqueNm);

    /**
     * An inertia with friction that grows with speed.
     *
     * <pre>
     * ω' = (T − T_L) / J        T_L = sgn(ω) c ω² + b ω + a_eff
     * a_eff = sgn(ω) a where |ω| &gt; a / J × 1 ms, else J / 1 ms × ω
     * </pre>
     *
     * So near standstill Coulomb friction is a steep line, which brings the shaft to rest within some milliseconds.
     *
     * @param inertiaKgM2 J, of load and rotor together
     * @param coulombNm a
     * @param viscousNmS b
     * @param quadraticNmS2 c
     */
    record Polynomial(double inertiaKgM2, double coulombNm, double viscousNmS, double quadraticNmS2) implements Load {
        private static final double STOPPING_S = 1e-3;

        @Override
        @HotPath
        public double acceleration(double timeS, double omegaRadPerS, double torqueNm) {
            double magnitude = Math.abs(omegaRadPerS);
            double coulomb = magnitude > coulombNm / inertiaKgM2 * STOPPING_S
                    ? Math.signum(omegaRadPerS) * coulombNm
                    : inertiaKgM2 / STOPPING_S * omegaRadPerS;
            double opposing = quadraticNmS2 * omegaRadPerS * magnitude + viscousNmS * omegaRadPerS + coulomb;
            return (torqueNm - opposing) / inertiaKgM2;
        }
    }

    /** A test bench so strong that the speed stays where it starts. */
    record ConstantSpeed() implements Load {
        @Override
        @HotPath
        public double acceleration(double timeS, double omegaRadPerS, double torqueNm) {
            return 0;
        }
    }

    /**
     * A test bench that imposes a course on the speed, following it within one time constant:
     * {@code ω' = (ω*(t + τ) − ω) / τ} with {@code ω*(t) = offset + amplitude sin(2π f t)}.
     *
     * @param followingS τ
     */
    record ExternalSpeed(double offsetRadPerS, double amplitudeRadPerS, double frequencyHz, double followingS)
            implements Load {
        @Override
        @HotPath
        public double acceleration(double timeS, double omegaRadPerS, double torqueNm) {
            return (courseRadPerS(timeS + followingS) - omegaRadPerS) / followingS;
        }

        /** ω*(t). */
        @HotPath
        public double courseRadPerS(double timeS) {
            return offsetRadPerS + amplitudeRadPerS * Trigonometry.sin(2 * Math.PI * frequencyHz * timeS);
        }
    }
}
