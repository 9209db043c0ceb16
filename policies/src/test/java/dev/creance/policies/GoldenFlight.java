package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Rows of a recorded flight, and what an independent evaluation of a trained policy returned in each of them, by name. */
record GoldenFlight(JsonNode golden) {
    private static final int LEAST_ROWS = 50;
    private static final double TOLERANCE = 1e-4;

    /** One of {@code trained/}. */
    static GoldenFlight read(String file) throws IOException {
        return new GoldenFlight(new ObjectMapper().readTree(TestFiles.bytes("trained/" + file)));
    }

    /** What a policy returns in each of the rows. */
    float[][] fly(TrainedPolicies trained, ManifestPolicy policy) {
        return trained.fly(policy, golden.path("flight").asText(), golden.path("rows"));
    }

    /** Requires so many values of each row, from this one on, to be what stands under this name. */
    void require(String name, float[][] got, int from, int values) {
        JsonNode want = golden.path(name);
        assertThat(got.length).isEqualTo(want.size()).isGreaterThanOrEqualTo(LEAST_ROWS);
        for (int i = 0; i < got.length; i++) {
            assertThat(want.path(i).size()).isEqualTo(values);
            for (int j = 0; j < values; j++) {
                double wanted = want.path(i).path(j).asDouble();
                assertThat((double) got[i][from + j])
                        .as("%s: row %d, value %d", name, i, j)
                        .isCloseTo(wanted, within(TOLERANCE * (1 + Math.abs(wanted))));
            }
        }
    }
}
