package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.imports.ReferencePolicy;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.ManifestReader;
import dev.creance.runtime.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
    private static final Path FOLDER =
            ReferencePolicy.of("leapp_fixture_model_a").home();

    private static LoadedGraph open(Engine engine, String file) throws IOException {
        return engine.open(file, Files.readAllBytes(FOLDER.resolve(file)), FOLDER);
    }

    @ParameterizedTest
    @CsvSource({"NATIVE, NATIVE, native 1", "NATIVE, PLAIN, 'model_a: native 1, model_b: plain 2'"})
    void nameWhatComputesThemModelByModelWhereThatDiffers(Engine ofA, Engine ofB, String named) throws IOException {
        Manifest manifest = ManifestReader.read(ConfigFile.read(FOLDER.resolve("policy.yaml")));
        List<LoadedGraph> graphs =
                List.of(open(ofA, "leapp_fixture_model_a.onnx"), open(ofB, "leapp_fixture_model_b.onnx"));

        try (Networks networks = new Networks(manifest, graphs)) {
            assertThat(networks.engine()).isEqualTo(named);
        }
    }
}
