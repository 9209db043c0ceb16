package dev.creance.safety;

import dev.creance.runtime.property.Property;
import java.util.Map;
import java.util.TreeMap;

final class AdversarialFuzzMain {
    public static void main(String[] args) {
        int n = Integer.parseInt(args[0]);
        double secs = Double.parseDouble(args[1]);
        ShieldSettings settings = ShieldFixtures.settings(
                "failsafe: {arming_hold: 0 ms}\n" + (args.length > 2 ? args[2].replace("\\n", "\n") : ""));
        long[] tot = new long[6];
        Map<String, double[]> worst = new TreeMap<>();
        Map<String, Integer> bad = new TreeMap<>();
        long t0 = System.nanoTime();
        Property.check(n, c -> {
            Episode e = new Episode(settings, c);
            e.fly(secs);
            tot[0]++;
            if (!e.certified) return;
            tot[1]++;
            tot[2] += e.steps;
            tot[3] += e.takeovers;
            if (e.landed) tot[4]++;
            String key = e.adversary.kind() + "";
            double[] w = worst.computeIfAbsent(key, k -> new double[] {9, 9, 9, 9, 9, 0, 0});
            w[0] = Math.min(w[0], e.truth.leastFenceM);
            w[1] = Math.min(w[1], e.truth.leastCeilingM);
            w[2] = Math.min(w[2], e.truth.leastFloorM);
            w[3] = Math.min(w[3], e.truth.leastTiltRad);
            w[4] = Math.min(w[4], e.truth.leastRateRadPerS);
            w[5]++;
            String v = e.truth.violations();
            if (!v.isEmpty()) {
                w[6]++;
                tot[5]++;
                if (tot[5] < 15) System.out.println(tot[0] + " " + key + " " + e.gusts.kind() + v);
                for (String p : v.trim().split(" ")) if (!p.matches("[-0-9.E]+")) bad.merge(p, 1, Integer::sum);
            }
        });
        System.out.printf(
                "episodes %d certified %d steps %d takeovers %d landed %d violating %d  %.1f s%n",
                tot[0], tot[1], tot[2], tot[3], tot[4], tot[5], (System.nanoTime() - t0) * 1e-9);
        worst.forEach((k, w) -> System.out.printf(
                "%-15s n=%4.0f bad=%3.0f fence %.3f ceil %.3f floor %.3f tilt %.3f rate %.3f%n",
                k, w[5], w[6], w[0], w[1], w[2], w[3], w[4]));
        System.out.println(bad);
    }
}
