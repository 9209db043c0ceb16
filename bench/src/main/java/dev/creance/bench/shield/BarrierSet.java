package dev.creance.bench.shield;

import java.util.List;
import java.util.SplittableRandom;

/** A machine with its limits, and all that tries to get it out of them. */
interface BarrierSet {
    String name();

    /** What it is, and what disturbs it, in one line. */
    String description();

    /** Ticks of an episode. */
    int ticks();

    double tickS();

    Nearness nearness();

    /** The project's own shield first; then peers, by their names. */
    List<String> guards();

    /** An episode drawn at random: the same for every guard but for who guards. */
    Cast cast(String guard, SplittableRandom random);

    /** Every set there is. */
    static List<BarrierSet> all() {
        return List.of(
                QuadrotorSet.envelope(),
                QuadrotorSet.takeOff(),
                QuadrotorSet.obstacles(),
                DriveSet.permanentMagnet(),
                DriveSet.dcLink(),
                DriveSet.reluctance(),
                ArmSet.workspace(),
                ArmSet.links(),
                ArmSet.contact(),
                new AxisSet());
    }
}
