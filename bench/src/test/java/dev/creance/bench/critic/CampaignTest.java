package dev.creance.bench.critic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped critic and recovery policy do in the run-time's shield what they were trained for; few episodes of the bench's. */
class CampaignTest {
    private static final int EPISODES = 40;
    private static final long SEED = 1;

    private static Figures figures(Variant variant) throws InterruptedException {
        return new Figures(variant, new Campaign(new FlightTask(), 0, EPISODES, SEED, 2).run(variant));
    }

    @Test
    void withTheCriticFewerFlightsLeaveTheSceneAndMoreGoalsAreReached() throws InterruptedException {
        Figures alone = figures(new Variant(0, false));
        Figures guarded = figures(new Variant(10, false));

        assertThat(alone.violated().value()).isBetween(0.2, 0.6);
        assertThat(guarded.rescued(alone)).isGreaterThan(2 * guarded.harmed(alone));
        assertThat(guarded.violated().value()).isLessThan(0.8 * alone.violated().value());
        assertThat(guarded.goalsReached()).isGreaterThan(alone.goalsReached());
        assertThat(guarded.onsets()).isPositive();
    }

    /** Commands that act late leave a critic that is asked as seldom as the policy little to do. */
    @Test
    void aDrivesCriticIsWorthMoreTheMoreOftenItIsAsked() throws InterruptedException {
        Figures alone = drive(0);
        Figures seldom = drive(1);
        Figures often = drive(10);

        assertThat(alone.violated().value()).isBetween(0.2, 0.6);
        assertThat(seldom.violated().value()).isLessThan(alone.violated().value());
        assertThat(often.violated().value()).isLessThan(0.7 * seldom.violated().value());
    }

    private static Figures drive(int ratio) throws InterruptedException {
        Variant variant = new Variant(ratio, false);
        return new Figures(variant, new Campaign(new CurrentTask(), 0, 60, SEED, 2).run(variant));
    }

    @Test
    void anEpisodeIsTheSameOnceMoreWhateverTheThreads() throws InterruptedException {
        Variant variant = new Variant(1, false);
        List<Outcome> once = new Campaign(new FlightTask(), 0, 4, SEED, 1).run(variant);

        assertThat(new Campaign(new FlightTask(), 0, 4, SEED, 2).run(variant)).isEqualTo(once);
        assertThat(new Campaign(new FlightTask(), 2, 2, SEED, 1).run(variant)).isEqualTo(once.subList(2, 4));
        assertThat(once).doesNotHaveDuplicates();
    }
}
