package dev.creance.runtime.realtime.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.Fitness;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaBuildTest {
    private static JavaBuild build(String version, String... on) {
        Map<String, String> flags = new HashMap<>();
        for (String flag : on) {
            flags.put(flag, "true");
        }
        return new JavaBuild(Runtime.Version.parse(version), flags);
    }

    @ParameterizedTest
    @CsvSource({
        "25+36, UseG1GC, JDK-8377811",
        "25.0.1+8-LTS, UseG1GC, JDK-8377811",
        "25.0.2, UseG1GC, JDK-8377811",
        "25-ea+3, UseG1GC, JDK-8377811",
        "25.0.3+9, UseCompactObjectHeaders, JDK-8380060",
        "26, UseCompactObjectHeaders, JDK-8380060",
    })
    void aBuildWithKnownCorruptionIsRefusedWithItsNumber(String version, String flag, String bug) {
        JavaBuild build = build(version, flag);

        assertThat(build.corruption()).hasValueSatisfying(finding -> {
            assertThat(finding.fitness()).isEqualTo(Fitness.NO_GO);
            assertThat(finding.found()).contains(bug);
            assertThat(finding.remedy()).isNotEmpty();
        });
        assertThat(build.findings()).first().isEqualTo(build.corruption().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"25.0.3+9-LTS, UseG1GC", "25.0.10, UseG1GC", "26, UseG1GC", "25.0.1, UseZGC", "25, UseSerialGC"})
    void otherBuildsAreNot(String version, String collector) {
        assertThat(build(version, collector).corruption()).isEmpty();
    }

    @Test
    void theFlagsOfTheLauncherAreFit() {
        assertThat(build("25.0.3", "UseZGC", "AlwaysPreTouch").findings())
                .extracting(Finding::fitness)
                .containsOnly(Fitness.GO);
    }

    @Test
    void otherFlagsAreNamedWithWhatToAdd() {
        Finding line = build("25.0.3", "UseG1GC", "UsePerfData").findings().getLast();

        assertThat(line.fitness()).isEqualTo(Fitness.CAUTION);
        assertThat(line.remedy()).contains("-XX:+UseZGC -XX:-UsePerfData -XX:+AlwaysPreTouch");
    }

    @Test
    void theRunningJvmIsRead() {
        JavaBuild running = JavaBuild.running();

        assertThat(running.version()).isEqualTo(Runtime.version());
        assertThat(running.flags()).containsKeys("UseZGC", "UseCompactObjectHeaders");
    }
}
