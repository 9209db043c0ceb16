package dev.creance.policies;

import dev.creance.policies.PolicyReport.Severity;
import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.imports.Answers;
import dev.creance.policies.imports.Draft;
import dev.creance.policies.imports.GraphFacts;
import dev.creance.policies.imports.ImportError;
import dev.creance.policies.imports.ImportFiles;
import dev.creance.policies.imports.Importer;
import dev.creance.policies.imports.PlainInputs;
import dev.creance.policies.imports.Question;
import dev.creance.policies.imports.Source;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.ManifestPorts;
import dev.creance.policies.manifest.ManifestReader;
import dev.creance.policies.manifest.Port;
import dev.creance.runtime.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of an import.
 *
 * @param format the convention
 * @param text of the manifest, with places left open where questions are
 * @param questions what the source leaves out and nobody answered
 * @param pitfalls what a person should look at
 * @param files what the policy's folder holds beside its manifest, by name
 */
public record PolicyImport(
        String format, String text, List<Question> questions, List<String> pitfalls, Map<String, Path> files) {

    /**
     * Reads a source.
     *
     * @param source an {@code .onnx}, a configuration, or a folder with both
     * @param model the network, where it does not lie where the source says; may be null
     * @param format a convention's name; null to find out
     * @throws ImportError where it cannot be imported at all
     * @throws dev.creance.runtime.config.ConfigError where a configuration or an answer is wrong, with its place
     */
    public static PolicyImport of(Path source, Path model, String format, Answers answers) {
        ImportFiles files = ImportFiles.find(source, model);
        Map<String, Path> used = new LinkedHashMap<>();
        Source read = new Source(
                files.model().map(path -> facts(path, used)),
                files.config(),
                files.base(),
                name -> facts(files.beside(name), used));
        Importer importer = Importer.ALL.stream()
                .filter(each ->
                        format == null ? each.reads(read) : each.format().equals(format))
                .findFirst()
                .orElseThrow(() -> unknown(source, format));
        Draft draft = new Draft(answers);
        importer.draft(read, draft);
        if (!answers.unused().isEmpty()) {
            throw new ImportError(
                    source.toString(),
                    "as " + importer.format() + " asks for nothing like " + answers.unused(),
                    "it asks for "
                            + draft.questions().stream().map(Question::key).toList());
        }
        PolicyImport result = new PolicyImport(
                importer.format(), draft.text(), draft.questions(), draft.pitfalls(), Map.copyOf(used));
        if (result.questions().isEmpty()) {
            result.check();
        }
        return result;
    }

    private static ImportError unknown(Path source, String format) {
        List<String> known = Importer.ALL.stream().map(Importer::format).toList();
        return new ImportError(
                source.toString(),
                format == null ? "follows no convention that is known" : "--format=" + format + " is unknown",
                "known are " + known);
    }

    /** Reads the manifest back and holds it against the networks. */
    private void check() {
        Manifest manifest = ManifestReader.read(ConfigFile.parse(PolicyFiles.MANIFEST, text));
        ManifestPorts.require(manifest, id -> {
            Path path = files.get(manifest.model(id).file().file());
            return edges(
                    path.toString(),
                    PolicyFiles.beside(path).read(path.getFileName().toString()),
                    manifest.model(id).batch());
        });
    }

    /** The tensors of a network's file. @param batch in the place of a first size that it leaves free */
    static ManifestPorts.Edges edges(String file, byte[] bytes, int batch) {
        OnnxModel.Graph graph = OnnxFile.parse(file, bytes).graph();
        return new ManifestPorts.Edges(ports(graph.inputs(), batch), ports(graph.outputs(), batch));
    }

    /** Writes the manifest and copies what belongs to it. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            if (!Files.exists(target) || !Files.isSameFile(target, file.getValue())) {
                Files.copy(file.getValue(), target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.writeString(folder.resolve(PolicyFiles.MANIFEST), text);
    }

    private static GraphFacts facts(Path path, Map<String, Path> usedOut) {
        PolicyFiles files = PolicyFiles.beside(path);
        String name = path.getFileName().toString();
        byte[] bytes = files.read(name);
        OnnxModel model = OnnxFile.parse(path.toString(), bytes);
        usedOut.put(name, path);
        Map<String, String> external = new LinkedHashMap<>();
        for (String file : Inspection.externalData(model.graph())) {
            external.put(file, PolicyFiles.sha256(files.read(file)));
            usedOut.put(file, path.resolveSibling(file));
        }
        List<String> objections = new ArrayList<>();
        for (PolicyReport.Finding finding : GraphFindings.of(model.graph(), List.of(), true)) {
            if (finding.severity() == Severity.ERROR) {
                throw new ImportError(
                        path.toString(),
                        "must not be flown: " + finding.text(),
                        "export it again (" + finding.code() + ")");
            }
            if (finding.severity() == Severity.WARNING) {
                objections.add(finding.code() + ": " + finding.text());
            }
        }
        return new GraphFacts(
                name,
                PolicyFiles.sha256(bytes),
                ports(model.graph().inputs(), 1),
                ports(model.graph().outputs(), 1),
                model.metadata(),
                external,
                PlainInputs.of(model.graph()),
                objections);
    }

    private static List<Port> ports(List<OnnxModel.Edge> tensors, int batch) {
        return tensors.stream()
                .map(tensor -> new Port(tensor.name(), tensor.dtype(), fixed(tensor, batch)))
                .toList();
    }

    private static List<Long> fixed(OnnxModel.Edge tensor, int batch) {
        List<Long> shape = new ArrayList<>();
        for (String size : tensor.shape()) {
            long free = shape.isEmpty() ? batch : 1;
            shape.add(size.matches("[0-9]+") ? Long.parseLong(size) : free);
        }
        return shape;
    }
}
