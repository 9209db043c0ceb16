package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.ChildJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** In a process of its own: the engine decides once in a process whether it reports anything. */
@EnabledOnOs(OS.LINUX)
class OnnxTelemetryTest {
    private static final int FATAL_LENGTH = 20_000;

    /** Loads a policy. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            Policies.verify("zoo/raptor", Path.of(""), Engine.ONNX_RUNTIME);
        }
    }

    /** With its telemetry, ONNX Runtime 1.29 overflows its stack over such a command line when it is loaded. */
    @Test
    void theEngineLooksAtNoCommandLine() throws Exception {
        Process child = ChildJvm.start(Child.class, "x".repeat(FATAL_LENGTH));

        assertThat(child.waitFor()).isZero();
    }
}
