package dev.creance.safety.guards;

import dev.creance.runtime.LearnedGuard;
import dev.creance.runtime.LearnedGuard.Form;
import dev.creance.runtime.config.ConfigNode;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What guards are built from.
 *
 * @param policyPeriodTicks from one observation of the policy to the next
 * @param ranges of the commands, SI units
 * @param models makes models of the machine, each of its own
 */
public record GuardContext(
        GuardSource source, int policyPeriodTicks, double[] ranges, Supplier<TransitionModel> models) {

    /** One of its own. */
    TransitionModel model() {
        return models.get();
    }

    /** Loads what {@code use} names; it must be of one of these forms. */
    LearnedGuard learned(ConfigNode node, Set<Form> forms) {
        ConfigNode use = node.child("use");
        LearnedGuard learned = source.guard(use);
        if (!forms.contains(learned.form())) {
            learned.close();
            throw use.error("='" + use.string() + "' is of the form " + word(learned.form()) + ", and this guard takes "
                    + forms.stream().map(GuardContext::word).toList());
        }
        return learned;
    }

    private static String word(Form form) {
        return form.name().toLowerCase(Locale.ROOT);
    }

    OwnPolicy policy(ConfigNode use) {
        return new OwnPolicy(source.policy(use), policyPeriodTicks, ranges.length);
    }
}
