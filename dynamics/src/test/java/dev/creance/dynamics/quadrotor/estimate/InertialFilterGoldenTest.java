package dev.creance.dynamics.quadrotor.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.quadrotor.estimate.InertialFilterSettings.Limits;
import dev.creance.dynamics.quadrotor.estimate.InertialFilterSettings.Noise;
import dev.creance.dynamics.quadrotor.estimate.InertialFilterSettings.StartDeviations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against an implementation in numpy that does without quaternions, sparse matrices and delays: tools/estimator-golden. */
class InertialFilterGoldenTest {
    private final InertialFilter filter = new InertialFilter(
            new InertialFilterSettings(
                    new Noise(0.003, 0.03, 2e-3, 0.02),
                    new StartDeviations(0.05, 0.1, 0.08, 0.1, 0.02),
                    new double[] {0, 0, -9.81},
                    0.08,
                    Limits.defaults()),
            200);
    private final Map<String, double[]> expected = new HashMap<>();

    @Test
    void lateFixesComeToWhatNumpyComesToWithoutDelay() throws IOException {
        filter.start(0, new double[] {0.1, -0.2, 1, 0.3, 0, -0.1, 1, 0, 0, 0});
        try (InputStream in = getClass().getResourceAsStream("golden.csv")) {
            new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(this::feed);
        }

        assertThat(filter.dropped() + filter.refused()).isZero();
        assertThat(filter.atHorizon().values).containsExactly(expected.get("horizon"), within(1e-10));
        assertThat(filter.present().values).containsExactly(expected.get("present"), within(1e-10));
        assertThat(filter.covariance().values).containsExactly(expected.get("covariance"), within(1e-12));
    }

    private void feed(String line) {
        String[] cells = line.split(",", -1);
        long timeNs = Long.parseLong(cells[1]);
        double[] values = Arrays.stream(cells, 2, cells.length)
                .mapToDouble(Double::parseDouble)
                .toArray();
        switch (cells[0]) {
            case "imu" -> filter.inertial(timeNs, values, 0, values, 3);
            case "position" -> filter.position(timeNs, values, 0, values[3]);
            case "orientation" -> filter.orientation(timeNs, values, 0, values[4]);
            default -> expected.put(cells[0], values);
        }
    }
}
