package dev.creance.policies.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.policies.TestFiles;
import dev.creance.policies.manifest.JointOrder;
import dev.creance.policies.manifest.ManifestReader;
import dev.creance.policies.manifest.Motion;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.property.Property;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotionFramesTest {
    private static final byte[] NPZ = TestFiles.bytes("motions/wave.npz");

    private static Motion wave() {
        String text = new String(TestFiles.bytes("motions/policy.yaml"), StandardCharsets.UTF_8);
        return ManifestReader.read(ConfigFile.parse("policy.yaml", text))
                .signals()
                .motion("wave");
    }

    /** Of rows: the root and one joint. */
    private static Motion rows() {
        Motion wave = wave();
        return new Motion(
                wave.at(),
                wave.name(),
                wave.recording(),
                10,
                Optional.of(new JointOrder(wave.at(), "names", List.of("knee"))),
                Optional.of("pelvis"),
                List.of("pelvis"),
                false,
                Motion.End.HOLD,
                List.of());
    }

    private static MotionFrames read(String rows) {
        return MotionFrames.read(rows(), rows.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anNpzHoldsWhatNumpyPutThere() {
        MotionFrames frames = MotionFrames.read(wave(), NPZ);

        assertThat(frames.count()).isEqualTo(60);
        // 0.5 sin(0.7 j) + 0.2 cos(−0.4 j) in the first frame
        assertThat(frames.columns().get("joint_position"))
                .hasSize(180)
                .startsWith(new double[] {0.2, 0.5 * Math.sin(0.7) + 0.2 * Math.cos(0.4)}, within(1e-6));
        assertThat(frames.columns().get("body_position"))
                .startsWith(new double[] {0, 0, 0.82, 0, 0, 1.12}, within(1e-6));
        assertThat(frames.columns().get("anchor_position")).startsWith(new double[] {0, 0, 1.12}, within(1e-6));
    }

    @Test
    void rowsHaveCentralDifferencesAsVelocities() {
        MotionFrames frames = read("0,0,1,0,0,0,1,0\n0,0,1,0,0,0,1,0.5\n\n0,0,1,0,0,0,2e0,2\n".replace("2e0", "1"));

        assertThat(frames.columns().get("joint_velocity")).containsExactly(5, 10, 15);
        assertThat(frames.columns().get("body_orientation")).startsWith(1, 0, 0, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,0,1,0,0,0,1 | has 7 numbers in row 1, where 7 of the root and one for each joint are 8",
                "0,0,1,0,0,0,1,x | has no number in row 1, column 8",
                "0,0,1,0,0,0,1,NaN | holds NaN in its joint positions",
                "0,0,1,0,0,0,0,0 | holds a quaternion of the length 0.0",
                "0,0,1,1,0,0,1,0 | holds a quaternion of the length 1.41",
                "'' | holds 0 frames",
            })
    void rowsThatAreNoMotionAreRefused(String rows, String reason) {
        assertThatThrownBy(() -> read(rows))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("motions[0].source.file='wave.npz'")
                .hasMessageContaining(reason);
    }

    /** {@code npz}: an array of float32 of these sizes, under this name, as numpy writes it. */
    private static byte[] npz(String name, String header, int bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name + ".npy"));
            zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
            zip.write(header.getBytes(StandardCharsets.US_ASCII));
            for (int left = bytes; left > 0; left -= 1 << 16) {
                zip.write(new byte[Math.min(left, 1 << 16)]);
            }
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fps | {'descr': '<f4', 'fortran_order': False, 'shape': (1,), } | 4 | has the rate 0.0 Hz",
                "fps | {'descr': '<f4', 'fortran_order': False, 'shape': (2,), } | 8 | has the rate NaN Hz",
                "mps | {'descr': '<f4', 'fortran_order': False, 'shape': (1,), } | 4 | lacks 'fps'",
                "fps | {'descr': '<f4', 'fortran_order': False, 'shape': (1,), } | 3 | that breaks off",
                "fps | {'descr': '<f4', 'fortran_order': False, 'shape': (999999999, 999999999), } | 3 | that breaks off",
                "fps | {'descr': '<f4', 'fortran_order': False, 'shape': (999999999, 999999999, 999999999, 999999999), } | 3 | that breaks off",
                "fps | {'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1, 1, 1), } | 4 | of the shape (1, 1, 1, 1, 1)",
                "fps | {'descr': '>f4', 'fortran_order': False, 'shape': (1,), } | 4 | not of little-endian numbers",
                "fps | {'descr': '<V4', 'fortran_order': False, 'shape': (1,), } | 4 | not of little-endian numbers",
                "fps | {'descr': '<f4', 'fortran_order': True, 'shape': (1,), } | 4 | not of little-endian numbers",
                "fps | {'descr': '<f2', 'fortran_order': False, 'shape': (1,), } | 4 | of numbers f2",
                "fps | {'descr': '<f4', 'fortran_order': False, 'shape': (1,), } | 300000000 | unpacks to more than",
            })
    void arraysThatAreNoMotionAreRefused(String name, String header, int bytes, String reason) throws IOException {
        byte[] file = npz(name, header, bytes);

        assertThat(file.length).isLessThan(1 << 20);
        assertThatThrownBy(() -> MotionFrames.read(wave(), file))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anyAlteredOrCutFileIsReadOrRefusedWithItsPlace() {
        Motion motion = wave();
        Property.check(2000, choices -> {
            byte[] file = Arrays.copyOf(NPZ, choices.integer(0, 3) == 0 ? choices.integer(0, NPZ.length) : NPZ.length);
            for (int k = choices.integer(0, 4); k > 0 && file.length > 0; k--) {
                file[choices.integer(0, file.length - 1)] = (byte) choices.integer(-128, 127);
            }
            try {
                assertThat(MotionFrames.read(motion, file).count()).isPositive();
            } catch (ConfigError refused) {
                assertThat(refused).hasMessageContaining("policy.yaml:");
            }
        });
    }
}
