package dev.creance.policies.bundle;

import static dev.creance.policies.bundle.BundleTest.FILES;
import static dev.creance.policies.bundle.SignatureTest.OURS;
import static dev.creance.policies.bundle.SignatureTest.OUR_PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a bundle's file holds, its reader ends with a bundle or with a refusal that says why, and so does the check of its
 * signature. A fuzzer cannot guess a hash: list and signature are also fuzzed alone, in an archive that is as it should be. What
 * {@code tools/fuzz/run policies} found lies in {@code BundleFuzzTestInputs}.
 */
class BundleFuzzTest {
    private static final byte[] SIGNED = Bundle.of(FILES).signedWith(OURS).bytes();

    static Stream<byte[]> bundles() throws IOException {
        Stream<byte[]> hostile =
                HostileBundleTest.bundles().map(each -> (byte[]) each.get()[1]).filter(bytes -> bytes.length < 10_000);
        return Stream.concat(Stream.of(Bundle.of(FILES).bytes(), SIGNED), hostile);
    }

    @Timeout(20)
    @MethodSource("bundles")
    @FuzzTest(maxDuration = "1m")
    void anyBytesAreABundleOfTheseBytesOrAreRefusedWithAReason(byte[] bytes) {
        read(bytes);
    }

    static Stream<byte[]> lists() {
        return bundled("SHA256SUMS");
    }

    @Timeout(20)
    @MethodSource("lists")
    @FuzzTest(maxDuration = "1m")
    void anyListOfHashesNamesTheFilesOrIsRefusedWithAReason(byte[] list) {
        TreeMap<String, byte[]> files = new TreeMap<>(FILES);
        files.put("SHA256SUMS", list);
        read(Archive.write(files));
    }

    static Stream<byte[]> signatures() {
        return bundled("SHA256SUMS.ed25519");
    }

    @Timeout(20)
    @MethodSource("signatures")
    @FuzzTest(maxDuration = "1m")
    void anySignatureButItsAuthorsIsRefusedWithAReason(byte[] signature) {
        TreeMap<String, byte[]> files = Archive.read(SIGNED);
        boolean genuine = Arrays.equals(signature, files.put("SHA256SUMS.ed25519", signature));
        assertThat(read(Archive.write(files))).isEqualTo(genuine);
    }

    private static Stream<byte[]> bundled(String file) {
        return Stream.of(Archive.read(SIGNED).get(file));
    }

    /** Whether it is a bundle that we have signed. */
    private static boolean read(byte[] bytes) {
        try {
            Bundle bundle = Bundle.read(bytes);
            assertThat(bundle.bytes()).isEqualTo(bytes);
            bundle.requireSignedBy(OUR_PUBLIC);
            return true;
        } catch (BundleError refused) {
            assertThat(refused.problem()).isNotBlank();
            assertThat(refused.remedy()).isNotBlank();
            return false;
        }
    }
}
