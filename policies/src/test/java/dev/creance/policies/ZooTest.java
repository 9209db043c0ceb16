package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.LearnedGuard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ZooTest {
    @Test
    void theIndexesNameEveryPolicyAndEveryGuardOfTheSourceTree() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("zoo"))) {
            List<String> folders = entries.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();

            assertThat(Stream.concat(PolicyZoo.names().stream(), PolicyZoo.guards().stream())
                            .sorted()
                            .toList())
                    .isEqualTo(folders);
        }
    }

    @Test
    void everyPolicyLoadsMeetsItsKnownAnswersAndCarriesItsLicence() {
        for (String name : PolicyZoo.names()) {
            try (ManifestPolicy policy = Policies.load("zoo/" + name, Path.of(""), ZooRobots.of(name))) {
                assertThat(policy.name()).isEqualTo(name);
            }
            for (Engine engine : Engine.values()) {
                assertThat(Policies.verify("zoo/" + name, Path.of(""), engine).passed())
                        .as("%s with %s", name, engine)
                        .isTrue();
            }
            assertThat(new String(PolicyFiles.inZoo(name).read("LICENSE"), StandardCharsets.UTF_8))
                    .containsAnyOf("Permission is hereby granted", "Apache License");
        }
    }

    /** Opening one runs its known answers. */
    @Test
    void everyGuardLoadsMeetsItsKnownAnswersAndCarriesItsLicence() {
        for (String name : PolicyZoo.guards()) {
            for (Engine engine : List.of(Engine.NATIVE, Engine.ONNX_RUNTIME)) {
                try (LearnedGuard guard = Guards.open("zoo/" + name, Path.of(""), engine, ZooRobots.of(name))) {
                    assertThat(guard.name()).isEqualTo(name);
                }
            }
            PolicyFiles files = PolicyFiles.guard("zoo/" + name, Path.of(""));
            assertThat(new String(files.read("LICENSE"), StandardCharsets.UTF_8))
                    .contains("Apache License");
        }
    }

    @Test
    void aFolderAndItsManifestNameTheSamePolicy() {
        for (String use : List.of("zoo/raptor", "./zoo/raptor", "./zoo/raptor/policy.yaml")) {
            try (ManifestPolicy policy = Policies.load(use, Path.of(""), Quadrotor.askedAt(100))) {
                assertThat(policy.sha256())
                        .isEqualTo("69233db7a066f595b55a3b28e6a67da341b828863915db8cb570dbdb247192c3");
            }
        }
    }
}
