package dev.creance.safety.guards;

import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The list {@code shield.guards}, bound and checked.
 *
 * <pre>{@code
 * guards:
 *   - {kind: critic, use: zoo/drive-critic, recovery: zoo/drive-recovery, on: 0.3, off: 0.2, dwell: 20 ms, longest: 2 s}
 * }</pre>
 */
public final class GuardList {
    /** Each takes its microseconds in every tick. */
    public static final int MOST = 16;

    private static final String NAME = "[a-z][a-z0-9_]{0,31}";

    private final GuardContext context;
    private final List<Guard> found = new ArrayList<>();

    private GuardList(GuardContext context) {
        this.context = context;
    }

    /**
     * Binds the list.
     *
     * @param shield the section it stands in; none where it has no guards
     * @throws ConfigError at the first word that cannot be right, with everything loaded so far closed again
     */
    public static List<Guard> from(ConfigNode shield, GuardContext context) {
        Optional<ConfigNode> list = shield.optional("guards");
        if (list.isEmpty()) {
            return List.of();
        }
        if (list.get().items().size() > MOST) {
            throw list.get().error(" has more than " + MOST + " guards");
        }
        GuardList guards = new GuardList(context);
        try {
            list.get().items().forEach(guards::add);
        } catch (RuntimeException e) {
            guards.found.forEach(Guard::close);
            throw e;
        }
        return List.copyOf(guards.found);
    }

    private void add(ConfigNode node) {
        String kind = node.child("kind").choice("critic", "feasibility", "distribution", "attack", "transition");
        String name = name(node, kind);
        found.add(
                switch (kind) {
                    case "critic" -> CriticGuard.read(name, node, context);
                    case "feasibility" -> ThresholdGuard.feasibility(name, node, context);
                    case "distribution" -> ThresholdGuard.distribution(name, node, context);
                    case "attack" -> attack(name, node);
                    default -> TransitionGuard.read(name, node, context);
                });
    }

    private Guard attack(String name, ConfigNode node) {
        return switch (node.child("method").choice("innovation", "energy", "twin")) {
            case "innovation" -> InnovationGuard.read(name, node, context);
            case "energy" -> EnergyGuard.read(name, node, context);
            default -> TwinGuard.read(name, node, context);
        };
    }

    private String name(ConfigNode node, String kind) {
        Optional<ConfigNode> given = node.optional("name");
        String name = given.map(ConfigNode::string).orElse(kind);
        if (!name.matches(NAME)) {
            throw given.orElseThrow()
                    .error("='" + name + "' is no name of a guard")
                    .withHint("use up to 32 lower-case letters, digits and '_', a letter first");
        }
        if (found.stream().anyMatch(guard -> guard.setup().name().equals(name))) {
            throw given.orElse(node.child("kind"))
                    .error("='" + name + "' names two guards")
                    .withHint("give each a 'name' of its own");
        }
        return name;
    }
}
