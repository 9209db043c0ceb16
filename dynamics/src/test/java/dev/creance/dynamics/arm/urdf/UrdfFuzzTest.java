package dev.creance.dynamics.arm.urdf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.ForwardDynamics;
import dev.creance.runtime.property.Property;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a description holds, its reader ends with an arm that moves or with an error that has a place. What
 * {@code tools/fuzz/run dynamics} found lies in {@code UrdfFuzzTestInputs}.
 */
class UrdfFuzzTest {
    private static final String[] PIECES = {
        "",
        "0",
        "-1",
        "1e309",
        "NaN",
        "1e6",
        "0 0 0",
        "\"",
        "<",
        "/>",
        "fixed",
        "continuous",
        "prismatic",
        "&lt;",
        "&x;",
        "panda_link3",
        "<!--",
        "<![CDATA[",
        "<!DOCTYPE a>",
        "<link name=\"a\"/>",
        "xacro:macro"
    };

    @Test
    void anAlteredDescriptionIsReadOrRefusedWithItsPlace() {
        String whole = new String(descriptions().findFirst().orElseThrow(), StandardCharsets.UTF_8);
        Property.check(2000, choices -> {
            StringBuilder text = new StringBuilder(whole);
            int edits = choices.integer(1, 4);
            for (int i = 0; i < edits; i++) {
                int from = choices.integer(0, text.length() - 1);
                int length = Math.min(choices.integer(0, 12), text.length() - from);
                text.replace(from, from + length, PIECES[choices.integer(0, PIECES.length - 1)]);
            }
            readOrRefuse(text.toString());
        });
    }

    static Stream<byte[]> descriptions() {
        return ArmModels.NAMES.stream().map(UrdfFuzzTest::shipped);
    }

    @Timeout(20)
    @MethodSource("descriptions")
    @FuzzTest(maxDuration = "1m")
    void anyBytesAreAnArmOrAreRefusedWithTheirPlace(byte[] bytes) {
        readOrRefuse(new String(bytes, StandardCharsets.UTF_8));
    }

    private static void readOrRefuse(String text) {
        Chain chain;
        try {
            chain = Urdf.parse("arm.urdf", text).chain();
        } catch (UrdfException refused) {
            assertThat(refused.getMessage()).startsWith("arm.urdf").contains("hint: ");
            return;
        }
        ChainMotion motion = new ChainMotion(chain);
        double[] zero = new double[chain.size()];
        motion.update(zero, zero);
        new ForwardDynamics(chain).accelerations(motion, zero, new double[6], zero);
        assertThat(zero).doesNotContain(Double.NaN);
    }

    private static byte[] shipped(String name) {
        try (InputStream in = ArmModels.class.getResourceAsStream(name + ".urdf")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
