package dev.creance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmTest {
    private final Jvm shipped = new Jvm(
            Path.of("java"),
            List.of("-XX:+UseZGC", "-Xmx768m", "-XX:Tier4InvocationThreshold=1000", "-XX:AOTCache=creance.aot"),
            "app.jar");

    @Test
    void anotherCollectorTakesThePlaceOfTheShippedOne() {
        assertThat(Collector.G1.in(shipped).flags())
                .contains("-XX:+UseG1GC", "-Xmx768m")
                .doesNotContain("-XX:+UseZGC");
    }

    @Test
    void anOptionThatIsTurnedRoundStandsAfterTheShippedOnes() {
        assertThat(JvmOption.SMALL_HEAP.in(shipped).flags()).endsWith("-Xms64m");
        assertThat(JvmOption.USUAL_THRESHOLDS.in(shipped).flags()).noneMatch(flag -> flag.contains("Tier4"));
    }

    @Test
    void withoutCacheThereIsNone() {
        assertThat(shipped.hasCache()).isTrue();
        assertThat(shipped.withoutCache().hasCache()).isFalse();
    }

    @Test
    void theCommandNamesFlagsClassPathAndMainClassInThisOrder() {
        assertThat(shipped.withoutCache().command(Neighbour.class, List.of("0", "file")))
                .containsExactly(
                        "java",
                        "-XX:+UseZGC",
                        "-Xmx768m",
                        "-XX:Tier4InvocationThreshold=1000",
                        "-cp",
                        "app.jar",
                        "dev.creance.bench.Neighbour",
                        "0",
                        "file");
    }

    @Test
    void aJvmThatRefusesItsFlagsDoesNotStart() throws InterruptedException {
        Jvm own = new Jvm(Path.of(System.getProperty("java.home"), "bin", "java"), List.of("-XX:+UseNoSuchGC"), "");

        assertThat(own.starts()).isFalse();
        assertThat(own.withoutCollector().starts()).isTrue();
    }
}
