package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyDiffTest {
    private static final Path HERE = Path.of("");
    private static final PolicySource RAPTOR = PolicySource.of("zoo/raptor", HERE);

    @TempDir
    private Path folder;

    /** Raptor with another manifest. */
    private PolicySource student(String... replacements) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("zoo/raptor"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        String manifest = Files.readString(folder.resolve("policy.yaml"));
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(manifest).contains(replacements[i]);
            manifest = manifest.replace(replacements[i], replacements[i + 1]);
        }
        Files.writeString(folder.resolve("policy.yaml"), manifest);
        return PolicySource.of(".", folder);
    }

    private static PolicyDiff diff(PolicySource a, Engine engineA, PolicySource b, Engine engineB) {
        List<ObservationRun> known = Policies.knownObservations(a);
        List<ObservationRun> runs = Stream.concat(known.stream(), ObservationRun.random(known, 200, 1).stream())
                .toList();
        return diff(a, engineA, b, engineB, runs);
    }

    private static PolicyDiff diff(
            PolicySource a, Engine engineA, PolicySource b, Engine engineB, List<ObservationRun> runs) {
        PolicyEnvironment environment = Quadrotor.askedAt(100);
        try (ManifestPolicy first = Policies.load(a, engineA, environment);
                ManifestPolicy second = Policies.load(b, engineB, environment)) {
            return PolicyDiff.of(first, second, environment, runs);
        }
    }

    @Test
    void aPolicyDoesNotDifferFromItself() {
        PolicyDiff diff = diff(RAPTOR, Engine.PLAIN, RAPTOR, Engine.PLAIN);

        assertThat(diff.max()).isZero();
        assertThat(diff.compared()).isEqualTo(diff.calls()).isGreaterThan(200);
        assertThat(diff.within(0)).isTrue();
        assertThat(diff.channels()).allMatch(channel -> channel.sameSide() == 1 && channel.sameSaturation() == 1);
    }

    @Test
    void twoEnginesDifferByTheirRoundingAlone() {
        PolicyDiff diff = diff(RAPTOR, Engine.ONNX_RUNTIME, RAPTOR, Engine.PLAIN);

        assertThat(diff.max()).isBetween(Double.MIN_VALUE, 1e-5);
        assertThat(diff.a().engine()).startsWith("onnxruntime");
        assertThat(diff.b().engine()).startsWith("plain");
    }

    /** Commands (a + 1) · 0.5 against (a + 1) · 0.45 lie (a + 1) · 0.05 apart, 0.1 at most, a tenth of the command always. */
    @Test
    void aStudentThatIsTooWeakShowsInEveryFigureInTheCommandsUnit() throws IOException {
        PolicyDiff diff = diff(RAPTOR, Engine.PLAIN, student("{scale: 0.5}", "{scale: 0.45}"), Engine.PLAIN);

        assertThat(diff.within(0.11)).isTrue();
        assertThat(diff.within(0.05)).isFalse();
        for (PolicyDiff.ChannelDiff channel : diff.channels()) {
            assertThat(channel.unit()).isEqualTo("1");
            assertThat(channel.worstB()).isCloseTo(0.9 * channel.worstA(), within(1e-9));
            assertThat(channel.max()).isCloseTo(0.1 * channel.worstA(), within(1e-9));
            assertThat(channel.rms()).isPositive().isLessThan(channel.max());
            assertThat(channel.p99()).isBetween(channel.rms(), channel.max());
            assertThat(channel.worst()).matches("(sequence|random \\d+|.+)\\[\\d+\\]");
        }
    }

    @Test
    void aSaturationThatOneOfThemLacksIsCounted() throws IOException {
        float[] farAway = new float[22];
        Arrays.fill(farAway, 50);
        List<ObservationRun> runs = List.of(new ObservationRun("far away", List.of(farAway)));

        PolicyDiff diff = diff(RAPTOR, Engine.PLAIN, student("{scale: 0.5}", "{scale: 0.45}"), Engine.PLAIN, runs);

        assertThat(diff.channels().stream().filter(channel -> channel.worstA() == 1))
                .isNotEmpty()
                .allMatch(channel -> channel.sameSaturation() == 0 && channel.sameSide() == 1);
    }

    /** The recurrent state goes on within a run and is gone in the next. */
    @Test
    void eachRunBeginsWithAReset() {
        ObservationRun run = new ObservationRun(
                "run", Policies.knownObservations(RAPTOR).getLast().observations());

        PolicyDiff once = diff(RAPTOR, Engine.ONNX_RUNTIME, RAPTOR, Engine.PLAIN, List.of(run));
        PolicyDiff twice = diff(RAPTOR, Engine.ONNX_RUNTIME, RAPTOR, Engine.PLAIN, List.of(run, run));

        assertThat(run.observations()).hasSizeGreaterThan(1);
        assertThat(twice.max()).isEqualTo(once.max());
        assertThat(twice.compared()).isEqualTo(2 * once.compared());
    }

    @Test
    void anObservationThatNeitherAnswersIsNoDifference() {
        float[] broken = new float[22];
        broken[3] = Float.NaN;

        PolicyDiff diff = diff(
                RAPTOR, Engine.PLAIN, RAPTOR, Engine.PLAIN, List.of(new ObservationRun("broken", List.of(broken))));

        assertThat(diff.calls()).isEqualTo(1);
        assertThat(diff.compared()).isZero();
        assertThat(diff.statusDifferences()).isZero();
    }

    @Test
    void policiesThatObserveSomethingElseAreNotComparedAndTheDifferenceIsNamed() {
        PolicySource l2f = PolicySource.of("zoo/l2f_own_350k", HERE);

        assertThatThrownBy(() -> diff(RAPTOR, Engine.PLAIN, l2f, Engine.PLAIN))
                .isInstanceOf(PolicyError.class)
                .hasMessageContaining("l2f_own_350k: does not observe what raptor observes")
                .hasMessageContaining("observation.terms[0].process has 0 items against 1");
    }

    @Test
    void anEqualSizeIsNotEnough() throws IOException {
        PolicySource columns = student("layout: row_major", "layout: column_major");

        assertThatThrownBy(() -> diff(RAPTOR, Engine.PLAIN, columns, Engine.PLAIN))
                .hasMessageContaining("observation.terms[1].layout is row_major against column_major");
    }

    @Test
    void anotherNameOrSpellingOfANumberIsTheSameObservation() throws IOException {
        PolicySource renamed = student("term: body rate", "term: gyro", "native: 100 Hz", "native: 100 Hz ");

        assertThat(diff(RAPTOR, Engine.PLAIN, renamed, Engine.PLAIN).max()).isZero();
    }

    @Test
    void randomObservationsStayInTheRangeOfTheGivenOnesAndFollowTheirSeed() {
        List<ObservationRun> range =
                List.of(new ObservationRun("range", List.of(new float[] {-1, 5}, new float[] {2, 5})));

        List<ObservationRun> random = ObservationRun.random(range, 120, 9);

        assertThat(random).hasSize(3);
        assertThat(random.stream().flatMap(run -> run.observations().stream()))
                .hasSize(120)
                .allMatch(observation -> observation[0] >= -1 && observation[0] <= 2 && observation[1] == 5);
        assertThat(ObservationRun.random(range, 120, 9).getLast().observations().getLast())
                .isEqualTo(random.getLast().observations().getLast());
    }
}
