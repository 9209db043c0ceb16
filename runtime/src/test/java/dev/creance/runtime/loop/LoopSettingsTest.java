package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.realtime.CpuLatency;
import dev.creance.runtime.realtime.Waiting;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoopSettingsTest {
    private static LoopSettings of(String body) {
        return LoopSettings.from(
                ConfigFile.parse("robot.yaml", "loop: {" + body + "}").child("loop"));
    }

    @Test
    void everyValueIsReadFromItsKey() {
        LoopSettings settings = of("rate: 2 kHz, policy_rate: 50 Hz, policy_thread: inline, policy_deadline: 45 ms,"
                + " overrun: stop, max_overruns: 7, cpu: 1, priority: 80, hang_limit: 50 ms, silence_limit: 3 s,"
                + " wait: {mode: sleep_spin, spin: 40 us, cpu_budget: 8 %}, cpu_latency: leave");

        assertThat(settings)
                .isEqualTo(new LoopSettings(
                        500_000,
                        40,
                        PolicyThread.INLINE,
                        45_000_000,
                        OverrunReaction.STOP,
                        7,
                        OptionalInt.of(1),
                        OptionalInt.of(80),
                        50_000_000,
                        3_000_000_000L,
                        new Waiting.SleepThenSpin(40_000),
                        CpuLatency.Use.LEAVE));
        assertThat(settings.rateHz()).isEqualTo(2000);
        assertThat(settings.policyRateHz()).isEqualTo(50);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(of("rate: 1 kHz, policy_rate: 100 Hz"))
                .isEqualTo(new LoopSettings(
                        1_000_000,
                        10,
                        PolicyThread.OWN,
                        30_000_000,
                        OverrunReaction.HOLD,
                        50,
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        100_000_000,
                        20_000_000_000L,
                        new Waiting.Calibrated(0.5),
                        CpuLatency.Use.AUTO));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void aTickIsWaitedForAsTheFileSays(String wait, Waiting expected) {
        assertThat(of("rate: 2 kHz, policy_rate: 100 Hz, wait: " + wait).waiting())
                .isEqualTo(expected);
    }

    static Stream<Arguments> waits() {
        return Stream.of(
                Arguments.of("{}", new Waiting.Calibrated(0.5)),
                Arguments.of("{mode: sleep}", new Waiting.Sleep()),
                Arguments.of("{mode: spin}", new Waiting.Spin()),
                Arguments.of("{mode: sleep_spin, spin: auto}", new Waiting.Calibrated(0.5)),
                Arguments.of("{cpu_budget: 12 %}", new Waiting.Calibrated(0.12)),
                Arguments.of("{spin: 250 us}", new Waiting.SleepThenSpin(250_000)),
                Arguments.of("{spin: 0.3 ms, cpu_budget: 0.6}", new Waiting.SleepThenSpin(300_000)));
    }

    @Test
    void aSlowTickRaisesTheDefaultHangLimit() {
        assertThat(of("rate: 10 Hz, policy_rate: 5 Hz").hangLimitNs()).isEqualTo(300_000_000);
    }

    @Test
    void ratesWithoutAWholePeriodStillDivide() {
        assertThat(of("rate: 300 Hz, policy_rate: 30 Hz").policyDivider()).isEqualTo(10);
        assertThat(of("rate: 1 kHz, policy_rate: 1000 Hz").policyDivider()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate: 20 kHz, policy_rate: 1 Hz | robot.yaml:1:14: loop.rate=20 kHz is outside 0.001 to 8 kHz",
                "rate: 1 kHz, policy_rate: 0.1 Hz | loop.policy_rate=0.1 Hz is outside 1 to 8000 Hz",
                "rate: 1 kHz, policy_rate: 300 Hz | robot.yaml:1:34: loop.policy_rate=300 Hz does not divide",
                "rate: 1 kHz, policy_rate: 300 Hz | take 333.3333333333333 Hz, or another rate/n",
                "rate: 100 Hz, policy_rate: 1 kHz | loop.policy_rate=1 kHz is above loop.rate=100 Hz",
                "rate: 1 kHz | loop lacks 'policy_rate'",
                "policy_rate: 1 kHz | loop lacks 'rate'",
                "rate: 1, policy_rate: 1 Hz | loop.rate=1 lacks its unit",
                "rate: 1 s, policy_rate: 1 Hz | has the unit 's', which is not a unit of frequency",
                "rate: 1 kHz, policy_rate: 100 Hz, policy_deadline: 10 ms | is not above the policy's period of 10 ms",
                "rate: 1 kHz, policy_rate: 100 Hz, policy_deadline: 10 ms | take about 30 ms",
                "rate: 1 kHz, policy_rate: 100 Hz, policy_deadline: 11 s | is outside",
                "rate: 1 kHz, policy_rate: 100 Hz, policy_thread: mine | loop.policy_thread='mine' is none of own",
                "rate: 1 kHz, policy_rate: 100 Hz, overrun: stopp | did you mean 'stop'?",
                "rate: 1 kHz, policy_rate: 100 Hz, max_overruns: 0 | loop.max_overruns=0 is outside 1 to 100000",
                "rate: 1 kHz, policy_rate: 100 Hz, cpu: -1 | loop.cpu=-1 is outside 0 to 1023",
                "rate: 1 kHz, policy_rate: 100 Hz, priority: 99 | loop.priority=99 is outside 1 to 98",
                "rate: 1 kHz, policy_rate: 100 Hz, hang_limit: 2 ms | is below 3 ticks of 1 ms",
                "rate: 1 kHz, policy_rate: 100 Hz, hang_limit: 2 ms | take 3 ms or more",
                "rate: 1 kHz, policy_rate: 100 Hz, silence_limit: 0 s | loop.silence_limit=0 s is outside",
                "rate: 1 kHz, policy_rate: 100 Hz, wait: {mode: nap} | loop.wait.mode='nap' is none of sleep, spin",
                "rate: 1 kHz, policy_rate: 100 Hz, wait: {mode: sleep, spin: 9 us} | loop.wait.spin=9 us has no meaning",
                "rate: 1 kHz, policy_rate: 100 Hz, wait: {mode: spin, cpu_budget: 9 %} | with mode=spin",
                "rate: 1 kHz, policy_rate: 100 Hz, wait: {cpu_budget: 95 %} | loop.wait.cpu_budget=95 % is outside 1 to 90",
                "rate: 1 kHz, policy_rate: 100 Hz, wait: {spin: 2 ms} | loop.wait.spin=2 ms is outside",
                "rate: 8 kHz, policy_rate: 100 Hz, wait: {spin: 90 us} | is 72 % of a tick of 125 us, above cpu_budget=50 %",
                "rate: 8 kHz, policy_rate: 100 Hz, wait: {spin: 90 us} | take 62 us or less",
                "rate: 1 kHz, policy_rate: 100 Hz, wait: {spinn: 9 us} | unknown key 'spinn' in loop.wait",
                "rate: 1 kHz, policy_rate: 100 Hz, cpu_latency: held | loop.cpu_latency='held' is none of auto, hold, leave",
                "rate: 1 kHz, policy_rate: 100 Hz, cpu_latency: 0 us | loop.cpu_latency='0 us' is none of auto, hold, leave",
                "rate: 1 kHz, policy_rate: 100 Hz, prio: 3 | unknown key 'prio' in loop",
            })
    void whatMustNotRunIsRefusedWithPositionValueLimitAndRemedy(String body, String part) {
        assertThatThrownBy(() -> of(body))
                .isInstanceOf(ConfigError.class)
                .hasMessageStartingWith("robot.yaml:1:")
                .hasMessageContaining(part);
    }
}
