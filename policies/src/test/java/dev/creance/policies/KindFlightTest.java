package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.PolicyStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A trained network of each kind of policy, against an evaluation in numpy and ONNX Runtime: {@code kinds/README.md}. */
class KindFlightTest {
    private static final List<String> KINDS = List.of(
            "feed_forward",
            "recurrent",
            "history",
            "sequence",
            "chunk",
            "chunk_ensemble",
            "chunk_real_time",
            "gaussian",
            "gaussian_sampled",
            "mixture_best",
            "mixture_mean",
            "mixture_sampled",
            "ensemble",
            "residual",
            "adaptive",
            "adaptive_joined",
            "skills");

    @TempDir
    private Path folder;

    static Stream<Arguments> kindsByEngine() {
        return KINDS.stream()
                .flatMap(kind ->
                        Stream.of(Engine.ONNX_RUNTIME, Engine.NATIVE).map(engine -> Arguments.of(kind, engine)));
    }

    @ParameterizedTest
    @MethodSource("kindsByEngine")
    void everyCommandIsThatOfTheEvaluationInPython(String kind, Engine engine) throws IOException {
        KindFlight flight = new KindFlight(kind);
        List<float[]> answers = new ArrayList<>();
        try (ManifestPolicy policy = flight.load(engine, folder)) {
            float[] observation = new float[policy.observationSize()];
            double[] command = new double[flight.commands.size()];
            for (int period = 0; period < flight.periods(); period++) {
                if (flight.startsAnew(period)) {
                    policy.reset();
                    answers.clear();
                }
                flight.show(period);
                policy.observe(flight.sensors, flight.reference, observation);
                answers.add(new float[policy.actionSize()]);
                assertThat(policy.infer(observation, answers.getLast())).isEqualTo(PolicyStatus.OK);
                if (flight.answer(period) >= 0) {
                    float[] newest = answers.get(flight.answer(period));
                    policy.command(newest, command);
                    policy.acted(newest, command);
                    assertNear(command, flight.command(period), period);
                    assertDoubt(policy, newest, flight.doubt(period));
                }
            }
        }
    }

    private static void assertNear(double[] got, double[] want, int period) {
        for (int i = 0; i < want.length; i++) {
            assertThat(got[i])
                    .as("value %d in period %d", i, period)
                    .isCloseTo(want[i], within(1e-4 * (1 + Math.abs(want[i]))));
        }
    }

    private static void assertDoubt(ManifestPolicy policy, float[] answer, double want) {
        if (policy.ratings().contains("disagreement")) {
            assertThat(want).isPositive();
            assertThat((double) answer[policy.actionLayout().doubtAt()]).isCloseTo(want, within(1e-4 * (1 + want)));
        }
    }

    static List<String> kinds() {
        return KINDS;
    }

    /** All tensors, and what comes along; so that an inspection takes what a flight recorded. */
    @ParameterizedTest
    @MethodSource("kinds")
    void theManifestAloneTellsHowLongARecordedObservationIs(String kind) throws IOException {
        try (ManifestPolicy policy = new KindFlight(kind).load(Engine.ONNX_RUNTIME, folder)) {
            PolicyOutline outline = PolicyOutline.of(PolicySource.of(folder.toString(), Path.of("")));

            assertThat(outline.observationSize()).isEqualTo(policy.observationSize());
            assertThat(outline.identity()).isEqualTo(policy.identity());
            InspectOptions recorded = new InspectOptions(List.of(new float[policy.observationSize()]), null);
            assertThat(Policies.inspect(folder.toString(), Path.of(""), recorded)
                            .passed())
                    .isTrue();
        }
    }
}
