package dev.creance.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.safety.guards.Guard;
import dev.creance.safety.guards.Setup;
import java.util.List;
import java.util.stream.Collectors;

/** The shield's learned guards as they were loaded. */
final class GuardText {
    private GuardText() {}

    /** One line for each. */
    static List<String> lines(List<Guard> guards) {
        return guards.stream()
                .map(Guard::setup)
                .map(setup -> "guard   " + setup.name() + " (" + setup.kind() + "): " + setup.thresholds()
                        + setup.learned().stream()
                                .map(asset -> "; " + asset.name()
                                        + (asset.engine().isEmpty() ? "" : " (" + asset.engine() + ")"))
                                .collect(Collectors.joining()))
                .toList();
    }

    static ArrayNode json(List<Guard> guards) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (Guard guard : guards) {
            Setup setup = guard.setup();
            ArrayNode learned = Json.MAPPER.createArrayNode();
            for (Setup.Asset asset : setup.learned()) {
                learned.addObject().put("name", asset.name()).put("sha256", asset.sha256());
            }
            all.addObject()
                    .put("name", setup.name())
                    .put("kind", setup.kind())
                    .put("thresholds", setup.thresholds())
                    .<ObjectNode>set("learned", learned);
        }
        return all;
    }

    /** All that their judgements depend on beside what they see: the files, and what computes them. */
    static String identity(List<Guard> guards) {
        return assets(guards).stream()
                .map(asset -> asset.name() + " " + asset.sha256() + " " + asset.engine())
                .collect(Collectors.joining("; "));
    }

    /** Whether they judge alike on every processor. */
    static boolean portable(List<Guard> guards) {
        return assets(guards).stream().allMatch(Setup.Asset::portable);
    }

    private static List<Setup.Asset> assets(List<Guard> guards) {
        return guards.stream()
                .flatMap(guard -> guard.setup().learned().stream())
                .toList();
    }
}
