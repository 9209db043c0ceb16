package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.StopRequest;
import org.junit.jupiter.api.Test;

class StopSwitchTest {
    private final StopSwitch stop = new StopSwitch();

    @Test
    void theStrongestRequestCountsAndIsNotTakenBack() {
        assertThat(stop.current()).isEqualTo(StopRequest.NONE);

        stop.request(StopRequest.CONTROLLED);
        stop.request(StopRequest.COMPLETED);

        assertThat(stop.current()).isEqualTo(StopRequest.CONTROLLED);
    }

    @Test
    void theFirstCtrlCIsAControlledStopAndTheSecondACut() {
        assertThat(stop.escalate()).isEqualTo(StopRequest.CONTROLLED);
        assertThat(stop.escalate()).isEqualTo(StopRequest.CUT);
        assertThat(stop.escalate()).isEqualTo(StopRequest.CUT);
    }

    @Test
    void theFirstCtrlCAfterTheScenarioIsStillAControlledStop() {
        stop.request(StopRequest.COMPLETED);

        assertThat(stop.escalate()).isEqualTo(StopRequest.CONTROLLED);
    }
}
