package dev.creance.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * cyclictest of rt-tests, from which engineers know their machine. Its histogram counts whole microseconds, rounded down, which
 * is to our disadvantage; what lies beyond the histogram counts as its greatest latency.
 */
final class Cyclictest implements Contestant {
    private static final int HISTOGRAM_US = 20_000;
    private static final Pattern BIN = Pattern.compile("(\\d{6}) (\\d{6,})");
    private static final Pattern OVERFLOWS = Pattern.compile("# Histogram Overflows: (\\d+)");
    private static final Pattern GREATEST = Pattern.compile("# Max Latencies: (\\d+)");

    @Override
    public String name() {
        return "cyclictest";
    }

    @Override
    public Turn run(Slice slice) throws IOException, InterruptedException {
        Commands.Timed timed = Commands.timed(
                "cyclictest",
                "--quiet",
                "--mlockall",
                "--threads=1",
                "--priority=" + slice.priority(),
                "--affinity=" + slice.cpu(),
                "--interval=" + slice.periodNs() / 1000,
                "--loops=" + slice.duration().toNanos() / slice.periodNs(),
                "--histogram=" + HISTOGRAM_US);
        return parse(timed.lines(), slice.periodNs(), timed.cpuShare());
    }

    static Turn parse(List<String> lines, long periodNs, double cpuShare) throws IOException {
        List<Long> latencies = new ArrayList<>();
        long overflows = 0;
        long greatestUs = 0;
        for (String line : lines) {
            Matcher bin = BIN.matcher(line);
            if (bin.matches()) {
                for (long i = Long.parseLong(bin.group(2)); i > 0; i--) {
                    latencies.add(1000 * Long.parseLong(bin.group(1)));
                }
            }
            Matcher over = OVERFLOWS.matcher(line);
            overflows = over.matches() ? Long.parseLong(over.group(1)) : overflows;
            Matcher most = GREATEST.matcher(line);
            greatestUs = most.matches() ? Long.parseLong(most.group(1)) : greatestUs;
        }
        for (long i = 0; i < overflows; i++) {
            latencies.add(1000 * greatestUs);
        }
        if (latencies.isEmpty()) {
            throw new IOException("cyclictest printed no histogram: " + lines);
        }
        long overruns = latencies.stream().filter(latency -> latency > periodNs).count();
        return new Turn(new Sample(latencies.stream().mapToLong(Long::longValue).toArray()), overruns, -1, cpuShare, 0);
    }
}
