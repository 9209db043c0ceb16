package dev.creance.policies;

import dev.creance.policies.manifest.KnownAnswers;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Model;
import dev.creance.policies.manifest.Observation;
import dev.creance.policies.manifest.TensorReference;
import java.util.ArrayList;
import java.util.List;

/** The observations in a policy's known answers: each case a run of its own, the sequence another. */
final class KnownObservations {
    private final String input;
    private final int size;
    private final List<ObservationRun> runs = new ArrayList<>();

    private KnownObservations(String input, int size) {
        this.input = input;
        this.size = size;
    }

    static List<ObservationRun> of(PolicyFiles files) {
        Manifest manifest = Policies.read(files);
        Observation observation = manifest.observations().getFirst();
        TensorReference tensor = observation.tensor();
        Model model = manifest.model(tensor.model());
        String input = tensor.name() != null
                ? tensor.name()
                : OnnxFile.parse(model.file().file(), files.read(model.file()))
                        .graph()
                        .inputs()
                        .get(tensor.index())
                        .name();
        KnownObservations found = new KnownObservations(input, (int) observation.size());
        for (KnownAnswers answers : manifest.knownAnswers()) {
            if (answers.model().equals(model.id())) {
                found.add(Golden.parse(files.nameOf(answers.file().file()), files.read(answers.file())));
            }
        }
        return found.runs;
    }

    private void add(Golden golden) {
        for (Golden.Call call : golden.cases()) {
            rows(call).forEach(row -> runs.add(new ObservationRun(call.name(), List.of(row))));
        }
        List<float[]> sequence = new ArrayList<>();
        golden.steps().forEach(step -> sequence.addAll(rows(step)));
        if (!sequence.isEmpty()) {
            runs.add(new ObservationRun("sequence", sequence));
        }
    }

    /** One row as a rule, more where a case is a batch, none where it does not say what it observes. */
    private List<float[]> rows(Golden.Call call) {
        TensorValues values = call.inputs().get(input);
        if (values == null || values.reals().length % size != 0) {
            return List.of();
        }
        List<float[]> rows = new ArrayList<>();
        for (int from = 0; from < values.reals().length; from += size) {
            float[] row = new float[size];
            for (int i = 0; i < size; i++) {
                row[i] = (float) values.reals()[from + i];
            }
            rows.add(row);
        }
        return rows;
    }
}
