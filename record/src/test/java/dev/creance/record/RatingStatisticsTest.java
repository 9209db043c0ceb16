package dev.creance.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.PolicyStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatingStatisticsTest {
    private final CandidateTicks ticks = new CandidateTicks();
    private final PolicyNames names = new PolicyNames() {
        @Override
        public String name(long id) {
            return "P" + id;
        }

        @Override
        public String refusal(int count) {
            return "";
        }

        @Override
        public List<Rating> ratings(long id) {
            return id == 3 ? List.of() : List.of(new Rating("risk.mean", 1));
        }
    };
    private final RatingStatistics statistics = new RatingStatistics(names);
    private final RatingMessages messages = new RatingMessages(names);
    private int told;

    /** Ten ticks, in the second of which an answer comes with this rating. */
    private void answer(double inCharge, double candidate) {
        for (int i = 0; i < 10; i++) {
            ticks.record.in.action[1] = (float) inCharge;
            ticks.record.in.candidate.action[1] = (float) candidate;
            ticks.next();
            statistics.accept(ticks.record);
            told += messages.inCharge(ticks.record).isPresent() ? 1 : 0;
            told += messages.candidate(ticks.record).isPresent() ? 1 : 0;
        }
    }

    @Test
    void eachAnswerCountsOnce() {
        answer(1, 0);
        answer(4, 0);
        answer(-2, 0);

        assertThat(statistics.results())
                .containsExactly(new RatingStatistics.Result(1, "risk.mean", 3, -2, 1, 4, 0.011));
        assertThat(told).isEqualTo(3);
    }

    @Test
    void thoseOfAPolicyThatFollowsAreItsOwn() {
        answer(1, 9);
        ticks.joins(2, false);
        answer(2, 5);

        assertThat(statistics.results())
                .containsExactly(
                        new RatingStatistics.Result(1, "risk.mean", 2, 1, 1.5, 2, 0.011),
                        new RatingStatistics.Result(2, "risk.mean", 1, 5, 5, 5, 0.011));
        assertThat(told).isEqualTo(3);
    }

    @Test
    void anAnswerThatFailedRatesNothing() {
        answer(1, 0);
        ticks.record.in.actionStatus = PolicyStatus.NON_FINITE;
        answer(100, 0);

        assertThat(statistics.results()).hasSize(1);
        assertThat(statistics.results().getFirst().greatest()).isEqualTo(1);
        assertThat(told).isEqualTo(1);
    }

    @Test
    void aPolicyWithoutRatingsIsNotThere() {
        ticks.record.out.policy = 3;
        answer(1, 0);

        assertThat(statistics.results()).isEmpty();
        assertThat(told).isZero();
    }
}
