package dev.creance.policies.bundle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ed25519 keys (RFC 8032) in the files that OpenSSL writes: {@code openssl genpkey -algorithm ed25519 -out team.key} and
 * {@code openssl pkey -in team.key -pubout -out team.pub}.
 */
public final class Keys {
    private static final String ALGORITHM = "Ed25519";
    private static final int SIGNATURE_BYTES = 64;

    private Keys() {}

    /** @throws BundleError where the text is no such key */
    public static PrivateKey toSign(byte[] pem) {
        try {
            return factory().generatePrivate(new PKCS8EncodedKeySpec(der(pem, "PRIVATE KEY")));
        } catch (GeneralSecurityException e) {
            throw noKey("private", "genpkey -algorithm ed25519 -out team.key", e);
        }
    }

    /** @throws BundleError where the text is no such key */
    public static PublicKey toTrust(byte[] pem) {
        try {
            return factory().generatePublic(new X509EncodedKeySpec(der(pem, "PUBLIC KEY")));
        } catch (GeneralSecurityException e) {
            throw noKey("public", "pkey -in team.key -pubout -out team.pub", e);
        }
    }

    private static KeyFactory factory() throws NoSuchAlgorithmException {
        return KeyFactory.getInstance(ALGORITHM);
    }

    private static byte[] der(byte[] pem, String kind) throws GeneralSecurityException {
        Matcher block = Pattern.compile("-----BEGIN " + kind + "-----([A-Za-z0-9+/=\\s]*)-----END " + kind + "-----")
                .matcher(new String(pem, StandardCharsets.ISO_8859_1));
        if (!block.find()) {
            throw new GeneralSecurityException("there is no block 'BEGIN " + kind + "' in it");
        }
        try {
            return Base64.getMimeDecoder().decode(block.group(1));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("its base64 is damaged", e);
        }
    }

    private static BundleError noKey(String kind, String command, GeneralSecurityException e) {
        return new BundleError(
                "is no " + kind + " Ed25519 key in PEM: " + e.getMessage(), "make one with 'openssl " + command + "'");
    }

    static byte[] sign(byte[] message, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new BundleError("cannot be signed: " + e.getMessage(), "sign with an Ed25519 key");
        }
    }

    static boolean verifies(byte[] message, byte[] signatureBytes, PublicKey key) {
        if (signatureBytes.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signatureBytes);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new BundleError("cannot be checked: " + e.getMessage(), "trust an Ed25519 key");
        }
    }
}
