package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.policies.bundle.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyBundlingTest {
    private static final Path HERE = Path.of("");
    private static final PolicySource RAPTOR = PolicySource.of("zoo/raptor", HERE);

    // RFC 8032, section 7.1, test 1
    private static final PrivateKey KEY = Keys.toSign("""
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """.getBytes(StandardCharsets.US_ASCII));
    private static final String PUBLIC_KEY = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
            -----END PUBLIC KEY-----
            """;

    @TempDir
    private Path folder;

    private PolicySource bundled(Optional<PrivateKey> key) throws IOException {
        Files.write(
                folder.resolve("mine.bundle"),
                PolicyBundling.of(RAPTOR, Engine.ONNX_RUNTIME, key).bytes());
        return PolicySource.of("mine.bundle", folder);
    }

    @Test
    void whatTheManifestNamesGoesIn() {
        PolicyBundling bundling = PolicyBundling.of(RAPTOR, Engine.ONNX_RUNTIME, Optional.empty());

        assertThat(bundling.files())
                .containsExactly("LICENSE", "known_answers.json", "policy.yaml", "raptor_step.onnx");
        assertThat(bundling.verification()).get().matches(Verification::passed);
    }

    @Test
    void whatElseLiesInTheFolderStaysOut() throws IOException {
        copyOfRaptor();
        Files.writeString(folder.resolve("checkpoint.pt"), "2 GiB");

        PolicyBundling bundling =
                PolicyBundling.of(PolicySource.of(".", folder), Engine.ONNX_RUNTIME, Optional.empty());

        assertThat(bundling.files()).doesNotContain("checkpoint.pt");
        assertThat(bundling.leftOut()).containsExactly("checkpoint.pt");
    }

    private void copyOfRaptor() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("zoo/raptor"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void aBundleFliesAsTheFolderDoes() throws IOException {
        float[] observation = new float[22];
        float[] fromBundle = new float[4];
        float[] fromFolder = new float[4];
        for (Engine engine : Engine.values()) {
            try (ManifestPolicy bundle = Policies.load(bundled(Optional.empty()), engine, Quadrotor.askedAt(100));
                    ManifestPolicy original = Policies.load(RAPTOR, engine, Quadrotor.askedAt(100))) {
                bundle.infer(observation, fromBundle);
                original.infer(observation, fromFolder);

                assertThat(fromBundle).isEqualTo(fromFolder);
                assertThat(bundle.sha256()).isEqualTo(original.sha256());
            }
        }
    }

    @Test
    void aFileThatWasAlteredIsNotBundled() throws IOException {
        copyOfRaptor();
        Files.writeString(folder.resolve("known_answers.json"), "{}");

        assertThatThrownBy(() -> PolicyBundling.of(PolicySource.of(".", folder), Engine.ONNX_RUNTIME, Optional.empty()))
                .hasMessageContaining("known_answers.json has");
    }

    @Test
    void aTrustedKeyIsAskedForOfEveryKindOfPolicy() throws IOException {
        Path key = Files.writeString(folder.resolve("team.pub"), PUBLIC_KEY);

        assertThat(Policies.verify(bundled(Optional.of(KEY)).trusting(key), Engine.PLAIN)
                        .passed())
                .isTrue();
        PolicySource unsigned = bundled(Optional.empty()).trusting(key);
        assertThatThrownBy(() -> Policies.verify(unsigned, Engine.PLAIN))
                .isInstanceOf(PolicyError.class)
                .hasMessageContaining("mine.bundle: is not signed");
        assertThatThrownBy(() -> Policies.verify(RAPTOR.trusting(key), Engine.PLAIN))
                .isInstanceOf(PolicyError.class)
                .hasMessageContaining("zoo/raptor: carries no signature");
    }

    @Test
    void aDamagedBundleSaysWhichAndWhy() throws IOException {
        bundled(Optional.empty());
        Files.write(folder.resolve("mine.bundle"), new byte[100]);

        assertThatThrownBy(() -> Policies.inspect("mine.bundle", folder))
                .isInstanceOf(PolicyError.class)
                .hasMessageContaining("mine.bundle: is not a bundle")
                .hasMessageContaining("hint:");
    }
}
