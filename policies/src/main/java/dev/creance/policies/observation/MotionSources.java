package dev.creance.policies.observation;

import dev.creance.policies.manifest.JointOrder;
import dev.creance.policies.manifest.Motion;
import dev.creance.policies.manifest.Term;
import dev.creance.policies.motion.MotionFrames;
import dev.creance.policies.signals.ChannelNames;
import dev.creance.policies.signals.Selection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Reads the recorded motions that terms show, each once, and finds in them what a term is made of. */
final class MotionSources {
    private final Observables from;
    private final Map<String, Played> played = new LinkedHashMap<>();

    private record Played(Motion motion, MotionFrames frames, MotionPlayer player) {}

    MotionSources(Observables from) {
        this.from = from;
    }

    Collection<MotionPlayer> players() {
        return played.values().stream().map(Played::player).toList();
    }

    ObservationSource of(Term.MotionValues term) {
        Played played = played(term.motion());
        double[] values = played.frames.columns().get(term.quantity());
        if (values == null) {
            throw term.common()
                    .at()
                    .child("quantity")
                    .error("=" + term.quantity() + " is not in the motion's file, which holds "
                            + new TreeSet<>(played.frames.columns().keySet()));
        }
        int width = values.length / played.frames.count();
        if (term.as().isPresent()) {
            return new MotionOrientationSource(
                    played.player,
                    values,
                    width / 4,
                    term.as().get(),
                    term.frame().equals("anchor") ? anchor(played.motion) : null,
                    term.lag());
        }
        int[] columns = term.quantity().startsWith("joint_")
                ? inPolicyOrder(played.motion.joints().orElseThrow())
                : IntStream.range(0, width).toArray();
        return new MotionSource(played.player, values, width, columns, term.lag());
    }

    private int[] inPolicyOrder(JointOrder file) {
        List<String> shown = from.manifest().body().joints().orElseThrow().inPolicyOrder();
        return shown.stream().mapToInt(file.names()::indexOf).toArray();
    }

    /** The orientation of the robot's own anchor body. */
    private Selection anchor(Motion motion) {
        List<String> channels = ChannelNames.orientationOf(motion.anchorBody().orElseThrow());
        return Selection.named(motion.at().child("anchor_body"), channels, from.channels());
    }

    private Played played(String name) {
        Played known = played.get(name);
        if (known != null) {
            return known;
        }
        Motion motion = from.manifest().signals().motion(name);
        Motion.Recording recording = motion.recording().orElseThrow();
        MotionFrames frames = MotionFrames.read(motion, from.files().apply(recording.file()));
        Selection facing = recording.fromRobot() ? anchor(motion) : null;
        Played made = new Played(motion, frames, new MotionPlayer(motion, frames, from.periodHz(), facing));
        played.put(name, made);
        return made;
    }
}
