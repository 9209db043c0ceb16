package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Refuses what nothing speaks of: most often a term that names something else than was meant. */
final class UnusedSections {
    private UnusedSections() {}

    static void refuse(Manifest manifest) {
        Set<String> used = new HashSet<>();
        for (Observation observation : manifest.observations()) {
            for (Term term : observation.terms()) {
                switch (term) {
                    case Term.SetpointValues setpoint -> used.add("setpoint " + setpoint.setpoint());
                    case Term.OneHot hot -> used.add("setpoint " + hot.setpoint());
                    case Term.PhaseValues phase -> used.add("clock " + phase.clock());
                    case Term.Count count -> used.add("clock " + count.clock());
                    case Term.MotionValues motion -> used.add("motion " + motion.motion());
                    case Term.Joints joints -> used.add("joints");
                    default -> {
                        // draws from the robot's channels, or from nothing
                    }
                }
            }
        }
        if (manifest.action() instanceof Action.Joints || manifest.action() instanceof Action.Split) {
            used.add("joints");
        }
        for (Clock clock : manifest.signals().clocks()) {
            if (clock instanceof Clock.Phase phase) {
                phase.atRest().ifPresent(rest -> used.add("setpoint " + rest.setpoint()));
            }
        }
        Manifest.Signals signals = manifest.signals();
        Stream<Optional<ConfigNode>> unused = Stream.of(
                signals.setpoints().stream()
                        .filter(each -> !used.contains("setpoint " + each.name()))
                        .map(Setpoint::at)
                        .findFirst(),
                signals.clocks().stream()
                        .filter(each -> !used.contains("clock " + each.name()))
                        .map(Clock::at)
                        .findFirst(),
                signals.motions().stream()
                        .filter(each -> !used.contains("motion " + each.name()))
                        .map(Motion::at)
                        .findFirst(),
                manifest.body().joints().map(JointTable::at).filter(at -> !used.contains("joints")));
        List<ConfigNode> found = unused.flatMap(Optional::stream).toList();
        if (!found.isEmpty()) {
            throw found.getFirst()
                    .error(" is there, but neither a term nor the action speaks of it")
                    .withHint("leave it out, or correct the term that should name it");
        }
    }
}
