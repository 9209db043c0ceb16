package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Property;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class HistogramPictureTest {
    private static final long GREATEST_NS = 60_000_000_000L;

    private static Histogram histogram(long... valuesNs) {
        Histogram histogram = new Histogram(1, GREATEST_NS, 3);
        for (long valueNs : valuesNs) {
            histogram.recordValue(valueNs);
        }
        return histogram;
    }

    @Test
    void aBinForEachStepFromTheFirstToTheLastThatIsNotEmpty() {
        assertThat(HistogramPicture.bins(histogram(150, 160, 900)))
                .containsExactly(
                        new HistogramPicture.Bin(100, 200, 2),
                        new HistogramPicture.Bin(200, 500, 0),
                        new HistogramPicture.Bin(500, 1000, 1));
    }

    @Test
    void noWakeUpIsLost() {
        Property.check(200, choices -> {
            Histogram histogram = new Histogram(1, GREATEST_NS, 3);
            int count = choices.integer(0, 50);
            for (int i = 0; i < count; i++) {
                histogram.recordValue((long) Math.pow(10, choices.between(0, 10.7)));
            }

            List<HistogramPicture.Bin> bins = HistogramPicture.bins(histogram);

            assertThat(bins.stream().mapToLong(HistogramPicture.Bin::count).sum())
                    .isEqualTo(count);
            for (int i = 1; i < bins.size(); i++) {
                assertThat(bins.get(i).fromNs()).isEqualTo(bins.get(i - 1).toNs());
            }
        });
    }

    @Test
    void aSingleLateOneAmongAMillionIsSeen() {
        Histogram histogram = histogram(3_000_000);
        histogram.recordValueWithCount(300, 1_000_000);

        assertThat(HistogramPicture.of(histogram).lines())
                .hasSize(13)
                .first()
                .asString()
                .endsWith("1000000  " + "#".repeat(50));
        assertThat(HistogramPicture.of(histogram).lines())
                .last()
                .asString()
                .isEqualTo("       2 ms - 5 ms              1  ###");
    }

    @Test
    void nothingMeasuredIsNoPicture() {
        assertThat(HistogramPicture.of(histogram())).isEmpty();
    }
}
