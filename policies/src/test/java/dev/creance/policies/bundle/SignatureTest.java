package dev.creance.policies.bundle;

import static dev.creance.policies.bundle.BundleTest.FILES;
import static dev.creance.policies.bundle.BundleTest.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignatureTest {
    // RFC 8032, section 7.1, in the form of 'openssl genpkey -algorithm ed25519' and 'openssl pkey -pubout': tests 1
    // and 2
    static final PrivateKey OURS = Keys.toSign(ascii("""
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """));
    static final PublicKey OUR_PUBLIC = Keys.toTrust(ascii("""
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
            -----END PUBLIC KEY-----
            """));
    private static final PublicKey ANOTHER = Keys.toTrust(ascii("""
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=
            -----END PUBLIC KEY-----
            """));

    /** Test 1 signs nothing at all. */
    @Test
    void isTheOneOfTheStandard() {
        assertThat(HexFormat.of().formatHex(Keys.sign(new byte[0], OURS)))
                .isEqualTo("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    void ofTheTrustedKeyIsAccepted() {
        Bundle read = Bundle.read(Bundle.of(FILES).signedWith(OURS).bytes());

        assertThat(read.signed()).isTrue();
        assertThatCode(() -> read.requireSignedBy(OUR_PUBLIC)).doesNotThrowAnyException();
    }

    @Test
    void ofAnotherKeyIsRefused() {
        Bundle read = Bundle.read(Bundle.of(FILES).signedWith(OURS).bytes());

        assertThatThrownBy(() -> read.requireSignedBy(ANOTHER))
                .isInstanceOf(BundleError.class)
                .hasMessageContaining("not signed with the trusted key");
    }

    @Test
    void thatIsMissingIsRefusedWhereAKeyIsTrusted() {
        Bundle read = Bundle.read(Bundle.of(FILES).bytes());

        assertThatThrownBy(() -> read.requireSignedBy(OUR_PUBLIC))
                .isInstanceOf(BundleError.class)
                .hasMessageContaining("is not signed");
    }

    /** The hashes are those of the altered files, so that the signature alone can tell. */
    @Test
    void overOtherFilesIsRefused() {
        Bundle signed = Bundle.of(FILES).signedWith(OURS);
        TreeMap<String, byte[]> stolen = Archive.read(signed.bytes());
        TreeMap<String, byte[]> altered = new TreeMap<>(FILES);
        altered.put("net.onnx", ascii("evil"));
        TreeMap<String, byte[]> all = new TreeMap<>(altered);
        all.put("SHA256SUMS", Hashes.write(altered));
        all.put("SHA256SUMS.ed25519", stolen.get("SHA256SUMS.ed25519"));
        Bundle read = Bundle.read(Archive.write(all));

        assertThatThrownBy(() -> read.requireSignedBy(OUR_PUBLIC)).hasMessageContaining("not signed with the trusted");
    }

    @Test
    void ofAWrongLengthIsRefused() {
        TreeMap<String, byte[]> all =
                Archive.read(Bundle.of(FILES).signedWith(OURS).bytes());
        all.put("SHA256SUMS.ed25519", new byte[63]);
        Bundle read = Bundle.read(Archive.write(all));

        assertThatThrownBy(() -> read.requireSignedBy(OUR_PUBLIC)).hasMessageContaining("not signed with the trusted");
    }

    @Test
    void aTextThatIsNoKeySaysHowToMakeOne() {
        assertThatThrownBy(() -> Keys.toTrust(ascii("ssh-ed25519 AAAA")))
                .isInstanceOf(BundleError.class)
                .hasMessageContaining("no public Ed25519 key");
        assertThatThrownBy(() -> Keys.toSign(ascii("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")))
                .isInstanceOf(BundleError.class)
                .hasMessageContaining("no private Ed25519 key");
    }
}
