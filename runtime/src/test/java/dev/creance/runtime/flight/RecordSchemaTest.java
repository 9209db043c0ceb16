package dev.creance.runtime.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.TickRecord;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordSchemaTest {
    @Test
    void aSchemaComesBackWholeFromItsBytes() {
        RecordSchema schema = Records.schema();

        assertThat(RecordSchema.decode(schema.encode())).isEqualTo(schema);
    }

    @Test
    void aNewRecordHasTheSizesOfTheSchema() {
        TickRecord record = Records.schema().newRecord();

        assertThat(record.in.sensors.values).hasSize(3);
        assertThat(record.in.action).hasSize(2);
        assertThat(record.out.observation).hasSize(5);
        assertThat(record.out.reference.values).hasSize(4);
        assertThat(record.in.setpoints.values).containsExactly(Double.NaN, Double.NaN);
        assertThat(record.out.proposal).hasSize(2);
        assertThat(record.out.decision.command).hasSize(2);
        assertThat(record.out.decision.margins).hasSize(2);
    }

    @Test
    void bytesThatAreNoSchemaAreRefused() {
        for (String text : new String[] {"", "[1, 2]", "sensors: 3", "{", "metadata: {a: 1}"}) {
            assertThatThrownBy(() -> RecordSchema.decode(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("not a record schema");
        }
    }
}
