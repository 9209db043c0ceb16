package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One network.
 *
 * @param batch rows of a batch that was frozen at export: the first is ours, the others repeat it; 1 where there is none
 * @param externalData the files that hold its weights, where the network's own does not
 */
public record Model(String id, HashedFile file, int batch, List<HashedFile> externalData) {

    static List<Model> read(ConfigNode node) {
        List<Model> models = new ArrayList<>();
        for (ConfigNode item : node.items()) {
            item.only("id", "file", "sha256", "batch", "external_data");
            String id = Texts.text(item.child("id"));
            if (models.stream().anyMatch(model -> model.id().equals(id))) {
                throw item.child("id")
                        .error("='" + id + "' names a model already")
                        .withHint("give each its own");
            }
            List<HashedFile> external = item.child("external_data").items().stream()
                    .map(file -> HashedFile.read(file.only("file", "sha256")))
                    .toList();
            int batch =
                    item.optional("batch").map(rows -> rows.integer(2, 100_000)).orElse(1);
            models.add(new Model(id, HashedFile.read(item), batch, external));
        }
        if (models.isEmpty()) {
            throw node.error(" is empty").withHint("name the network's file");
        }
        return List.copyOf(models);
    }
}
