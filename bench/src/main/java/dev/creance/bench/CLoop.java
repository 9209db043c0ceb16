package dev.creance.bench;

import java.io.IOException;
import java.util.List;

/** The same loop in C: src/main/c/loop.c, compiled here. */
final class CLoop implements Contestant {
    private final NativeProgram program;
    private final boolean spins;

    CLoop(NativeProgram program, boolean spins) {
        this.program = program;
        this.spins = spins;
    }

    @Override
    public String name() {
        return spins ? "C sleep+spin" : "C sleep";
    }

    @Override
    public Turn run(Slice slice) throws IOException, InterruptedException {
        List<String> lines = Commands.output(
                program.path().toString(),
                Long.toString(slice.periodNs()),
                Long.toString(slice.duration().toNanos()),
                Integer.toString(slice.cpu()),
                Integer.toString(slice.priority()),
                Long.toString(spins ? slice.spinNs() : 0));
        int end = lines.indexOf("end");
        if (end < 0 || end + 1 >= lines.size()) {
            throw new IOException(name() + " ended early: " + lines);
        }
        long[] latencies =
                lines.subList(0, end).stream().mapToLong(Long::parseLong).toArray();
        String[] totals = lines.get(end + 1).split(" ");
        long cpuNs = Long.parseLong(totals[3]);
        double elapsedNs = (latencies.length + Long.parseLong(totals[2])) * (double) slice.periodNs();
        return new Turn(
                new Sample(latencies), Long.parseLong(totals[1]), Long.parseLong(totals[2]), cpuNs / elapsedNs, 0);
    }
}
