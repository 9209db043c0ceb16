package dev.creance.safety.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import dev.creance.sim.adversary.DriveAdversary;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Invariant I3 for drives: from a certified state, whatever the policy proposes, with the machine anywhere within its tolerances,
 * current, speed and supply stay within their limits by the plant's truth, every 12.5 µs. Episodes are independent, steps are not.
 *
 * <p>More episodes: {@code -Dtest=AdversarialDriveTest -Dcreance.fuzz.scale=20}.
 */
class AdversarialDriveTest {
    private static final int SCALE = Integer.getInteger("creance.fuzz.scale", 1);

    private long episodes;
    private long steps;
    private long modified;
    private long takeovers;
    private double nearestA = Double.NEGATIVE_INFINITY;
    private double nearestRadPerS = Double.NEGATIVE_INFINITY;

    private record Case(String name, DriveParameters parameters, String settings, long tickNs, double noiseA) {}

    private void fuzz(Case of, int count) {
        DriveLimits limits = DriveFixtures.settings(of.parameters, of.settings).limits();
        Property.check(count * SCALE, choices -> episode(of, limits, choices));
        System.out.printf(
                "drive fuzz %s: %d certified episodes, %d ticks, %d modified, %d takeovers, nearest %.1f A and %.2f rad/s below"
                        + " the limit, 0 violations%n",
                of.name, episodes, steps, modified, takeovers, -nearestA, -nearestRadPerS);
        assertThat(episodes).isGreaterThan(count * (long) SCALE / 10);
        assertThat(modified).as("the limit is reached").isGreaterThan(episodes);
    }

    private void episode(Case of, DriveLimits limits, Choices choices) {
        double highest = limits.takesBack() ? 1 : 0.5;
        double range = limits.supplyMaxV() - limits.supplyMinV();
        double supplyV = limits.supplyMinV() + choices.between(0, highest) * range;
        TrueDrive drive = TrueDrive.anyOf(of.parameters, supplyV, choices);
        drive.capacitanceF = limits.capacitanceF();
        DriveRun run = DriveRun.of(of.parameters, of.settings, of.tickNs, drive);
        run.until(FailsafeState.ACTIVE, 1);
        DriveAdversary.Kind kind = run.attackedBy(choices, of.settings);
        if (of.noiseA > 0) {
            run.noise = new SplittableRandom(choices.bits());
            run.noiseA = of.noiseA;
        }
        start(run, limits, choices);
        run.step();
        boolean certified = run.decision().margins[DriveMargins.CURRENT] >= 0
                && run.decision().margins[DriveMargins.SPEED] >= 0
                && run.decision().margins[DriveMargins.SUPPLY] >= 0;
        if (!certified) {
            return;
        }
        episodes++;
        FailsafeState before = run.state();
        for (int i = 0; i < 400; i++) {
            run.step();
            steps++;
            modified += run.decision().verdict == dev.creance.runtime.Verdict.MODIFIED ? 1 : 0;
            takeovers += before == FailsafeState.ACTIVE && run.state() == FailsafeState.BACKUP ? 1 : 0;
            before = run.state();
        }
        nearestA = Math.max(nearestA, drive.mostA - limits.currentA());
        nearestRadPerS = Math.max(nearestRadPerS, drive.mostRadPerS - limits.speedRadPerS());
        assertThat(drive.mostA).as("A, by " + kind).isLessThanOrEqualTo(limits.currentA());
        assertThat(drive.mostRadPerS).as("rad/s, by " + kind).isLessThanOrEqualTo(limits.speedRadPerS());
        assertThat(drive.mostSupplyV).as("V, by " + kind).isLessThanOrEqualTo(limits.supplyMaxV());
    }

    /** Anywhere inside, often next to a limit. */
    private static void start(DriveRun run, DriveLimits limits, Choices choices) {
        double share = choices.integer(0, 1) == 0 ? choices.between(0, 1) : choices.between(0.9, 1);
        double angle = choices.between(-Math.PI, Math.PI);
        double length = share * limits.currentA();
        double speed = (choices.integer(0, 2) == 0 ? choices.between(0.95, 1) : choices.between(-1, 1))
                * limits.speedRadPerS();
        run.teleport(speed, length * Math.cos(angle), length * Math.sin(angle));
        run.drive.forget();
    }

    @Test
    void noPolicyLeavesTheLimitsOfAPermanentMagnetMachineAtEightKilohertz() {
        fuzz(new Case("pmsm, 8 kHz", DriveFixtures.PMSM, DriveFixtures.PMSM_LIMITS, 125_000, 0), 150);
    }

    @Test
    void norOnALinkThatTakesThirtyJoules() {
        fuzz(new Case("pmsm, 8 kHz, link", DriveFixtures.PMSM, DriveFixtures.PMSM_ON_A_LINK, 125_000, 2), 150);
    }

    @Test
    void norThoseOfAReluctanceMachineOnALink() {
        fuzz(new Case("synrm, 4 kHz, link", DriveFixtures.SYNRM, DriveFixtures.SYNRM_ON_A_LINK, 250_000, 0.1), 100);
    }

    @Test
    void norWithNoisyCurrentSensorsAtFourKilohertz() {
        fuzz(new Case("pmsm, 4 kHz, noise", DriveFixtures.PMSM, DriveFixtures.PMSM_LIMITS, 250_000, 2), 100);
    }

    @Test
    void norThoseOfAReluctanceMachineAtFourKilohertz() {
        fuzz(new Case("synrm, 4 kHz", DriveFixtures.SYNRM, DriveFixtures.SYNRM_LIMITS, 250_000, 0), 100);
    }

    @Test
    void norThoseOfAReluctanceMachineAtOneKilohertz() {
        fuzz(new Case("synrm, 1 kHz", DriveFixtures.SYNRM, DriveFixtures.SYNRM_LIMITS, 1_000_000, 0), 100);
    }
}
