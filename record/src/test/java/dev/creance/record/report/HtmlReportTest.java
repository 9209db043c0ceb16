package dev.creance.record.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.record.FlightMetrics;
import dev.creance.record.TestFlight;
import dev.creance.record.report.ReportFacts.Envelope;
import dev.creance.record.report.ReportFacts.Figure;
import dev.creance.record.report.ReportFacts.InjectedFault;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.lateness.LateCause;
import dev.creance.runtime.lateness.LateTick;
import dev.creance.runtime.lateness.LateTickReport;
import dev.creance.runtime.lateness.Phase;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final Envelope ENVELOPE = new Envelope(
            List.of(new double[] {-1.5, -1.5}, new double[] {1.5, -1.5}, new double[] {1.5, 1.5}, new double[] {
                -1.5, 1.5
            }),
            0.15,
            2.5,
            Math.toRadians(60));

    private static ReportFacts facts(Histogram wakeupNs) {
        return new ReportFacts(
                "crazyflie",
                "completed",
                "the scenario is over",
                List.of(new Figure("policy", "raptor, sha256 0123456789abcdef")),
                ENVELOPE,
                List.of(
                        new InjectedFault("wind_gust", 6, 0.3),
                        new InjectedFault("link_cut", 8, Double.POSITIVE_INFINITY)),
                wakeupNs,
                wakeupNs == null ? null : timing(),
                "creance: 1\nrobot: crazyflie  # <b>bold</b> & \"quoted\"\n",
                List.of());
    }

    private static ReportFacts.Timing timing() {
        LateTick late = new LateTick(4711, 0, 0, 0, 0, 0, 1_234_000, 2_234_000, Phase.WAKE_UP, 1);
        return new ReportFacts.Timing(
                List.of(new ReportFacts.PhaseTime("shield", 2.5, 3.5, 12, 345)),
                new LateTickReport(
                        1,
                        Map.of(LateCause.STEAL, 1L),
                        Map.of(),
                        List.of(new LateTickReport.Judged(late, Set.of(LateCause.STEAL))),
                        Set.of(LateCause.STEAL)));
    }

    private static Histogram wakeups() {
        Histogram histogram = new Histogram(3);
        for (int i = 0; i < 20_000; i++) {
            histogram.recordValue(4_000 + (long) (3_000 * Math.abs(Math.sin(i))));
        }
        histogram.recordValue(830_000);
        return histogram;
    }

    private record Flown(FlightTraces traces, FlightMetrics.Result result) {
        static Flown of(long ticks) {
            FlightTraces traces = new FlightTraces(TestFlight.schema());
            FlightMetrics metrics = new FlightMetrics(TestFlight.schema(), FlightMetrics.Window.WHOLE);
            TestFlight.fly(ticks, record -> {
                gust(record);
                traces.accept(record);
                metrics.accept(record);
            });
            return new Flown(traces, metrics.result());
        }

        /** Blows the vehicle towards the fence and back, so that the pictures have something to show. */
        private static void gust(TickRecord record) {
            double since = (record.in.tick - TestFlight.GUST_TICK) * 1e-3;
            if (since > 0 && since < 1 && record.in.sensorFresh) {
                record.in.sensors.values[0] += 0.6 * Math.sin(Math.PI * since);
            }
        }

        String report(Histogram wakeupNs) {
            return HtmlReport.text(traces, result, facts(wakeupNs));
        }
    }

    @Test
    void theReportShowsWhatHappenedAndWhy() throws Exception {
        String html = Flown.of(13_000).report(wakeups());

        // kept for a person to look at
        Files.writeString(Files.createDirectories(Path.of("target", "report")).resolve("report.html"), html);
        assertThat(html)
                .contains("<span class=\"outcome outcome-completed\">completed</span>")
                .contains("ACTIVE → BACKUP", "GEOFENCE", "the vehicle would not stop inside the fence")
                .contains("injected: wind_gust", "<td>link_cut</td><td>ever</td>")
                .contains("motor.3", "altitude.ceiling [m]", "position z [m]", "tilt [°]")
                .contains("P99.9", "max 830 µs")
                .contains("raptor, sha256 0123456789abcdef")
                .contains("# &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot;");
    }

    @Test
    void theReportNamesWhatLateTicksCoincideWith() {
        assertThat(Flown.of(100).report(wakeups()))
                .contains("<td class=\"number\">345</td><td>shield</td>")
                .contains("1 of 1 overrun coincides with steal time.")
                .contains(LateCause.STEAL.meaning(), LateCause.STEAL.remedy())
                .contains(">4711</td>", ">1234</td>", "<td>wake-up</td><td>steal time</td>")
                .contains("Not seen on this machine: CPU quota");
    }

    @Test
    void theReportFetchesNothing() {
        String html = Flown.of(2_000).report(wakeups()).replace("xmlns=\"http://www.w3.org/2000/svg\"", "");

        assertThat(html).doesNotContain("http:", "https:", "src=", "href=", "url(", "@import", "<script");
    }

    @Test
    void everyPictureIsWellFormed() throws Exception {
        Matcher pictures = Pattern.compile("<svg .*?</svg>", Pattern.DOTALL)
                .matcher(Flown.of(7_000).report(wakeups()));
        int count = 0;
        while (pictures.find()) {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(pictures.group())));
            count++;
        }

        // two paths, three axes and tilt, causes, four motors, three margins, the histogram
        assertThat(count).isEqualTo(2 + 4 + 1 + 4 + 3 + 1);
    }

    @Test
    void theReportOfALongFlightStaysSmall() {
        String html = Flown.of(300_000).report(wakeups());

        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000_000);
    }

    @Test
    void theSameFlightGivesTheSameReport() {
        assertThat(Flown.of(3_000).report(null)).isEqualTo(Flown.of(3_000).report(null));
    }

    @Test
    void inLockstepThereIsNoLatency() {
        assertThat(Flown.of(1_000).report(null)).contains("None: the run was in lockstep");
    }

    @Test
    void aRunThatEndedAtOnceHasAReportToo() {
        assertThat(Flown.of(0).report(new Histogram(3))).contains("The shield never intervened.");
        assertThat(Flown.of(1).report(wakeups())).contains("Failsafe transitions");
    }

    @Test
    void thePictureOfARunIsOneWellFormedFile() throws Exception {
        String svg = FlightPicture.svg(Flown.of(13_000).traces(), ENVELOPE, 0);

        Files.writeString(Files.createDirectories(Path.of("target", "report")).resolve("picture.svg"), svg);
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getElementsByTagName("path")
                        .getLength())
                .isGreaterThan(8);
        assertThat(svg).contains("prefers-color-scheme: dark");
    }
}
