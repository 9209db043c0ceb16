package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Channel;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.config.Dimension;
import dev.creance.safety.arm.ArmRules;
import dev.creance.safety.arm.ArmShieldSettings;
import dev.creance.safety.drive.DriveRules;
import dev.creance.safety.drive.DriveShieldSettings;
import dev.creance.safety.quadrotor.QuadrotorRules;
import dev.creance.safety.quadrotor.QuadrotorShieldSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables in docs/shield.md are the code's. Where they differ, write them anew with
 * {@code -Dtest=ShieldPageTest -Dcreance.docs.write=true}.
 */
class ShieldPageTest {
    private static final Path PAGE = Path.of("..", "docs", "shield.md");

    private static String table(String name) {
        return switch (name) {
            case "settings" -> settings(QuadrotorShieldSettings.keys());
            case "drive settings" -> settings(DriveShieldSettings.keys());
            case "arm settings" -> settings(ArmShieldSettings.keys());
            case "failsafe" -> failsafe();
            case "margins" -> margins(QuadrotorRules.margins());
            case "drive margins" -> margins(DriveRules.margins());
            case "arm margins" -> margins(ArmRules.margins());
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "settings",
                "drive settings",
                "arm settings",
                "failsafe",
                "margins",
                "drive margins",
                "arm margins"
            })
    void theTableOnThePageIsTheOneInTheCode(String name) throws IOException {
        String page = Files.readString(PAGE);
        String begin = "<!-- " + name + ": generated -->\n";
        String end = "<!-- " + name + ": end -->";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(end);
        assertThat(to).as("markers of " + name).isGreaterThanOrEqualTo(from);
        if (Boolean.getBoolean("creance.docs.write")) {
            Files.writeString(PAGE, page.substring(0, from) + table(name) + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).isEqualTo(table(name));
    }

    private static String settings(List<ShieldSettings.Key> keys) {
        StringBuilder text =
                new StringBuilder("| key | default | bounds | meaning; origin of the default |\n|---|---|---|---|\n");
        for (ShieldSettings.Key setting : keys) {
            text.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s to %s | %s |%n",
                    setting.path(),
                    Double.isNaN(setting.standard()) ? "required" : quantity(setting, setting.standard()),
                    quantity(setting, setting.least()),
                    quantity(setting, setting.greatest()),
                    setting.meaning()));
        }
        return text.toString();
    }

    /** In the unit a person would write. */
    private static String quantity(ShieldSettings.Key setting, double si) {
        if (setting.dimension() == Dimension.RATIO) {
            return number(si);
        }
        String unit = setting.dimension().siUnit();
        double factor = 1;
        if (setting.dimension() == Dimension.ANGLE) {
            unit = "deg";
        } else if (setting.dimension() == Dimension.TIME && si < 0.5) {
            unit = "ms";
        }
        for (Map.Entry<String, Double> symbol :
                setting.dimension().factorBySymbol().entrySet()) {
            factor = symbol.getKey().equals(unit) ? symbol.getValue() : factor;
        }
        return number(si / factor) + " " + unit;
    }

    private static String number(double value) {
        double rounded = Math.rint(value * 1e6) / 1e6;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    private static String failsafe() {
        StringBuilder text = new StringBuilder("| condition | cause |");
        for (FailsafeState state : FailsafeState.values()) {
            text.append(' ').append(state).append(" |");
        }
        text.append("\n|---|---|")
                .append("---|".repeat(FailsafeState.values().length))
                .append('\n');
        for (Condition condition : Condition.values()) {
            text.append("| ").append(condition.meaning()).append(" | ");
            text.append(condition.cause() == null ? "as raised" : condition.cause())
                    .append(" |");
            for (FailsafeState state : FailsafeState.values()) {
                FailsafeState next = FailsafeTable.next(state, condition);
                text.append(' ').append(next == null ? "" : "→ " + next).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String margins(Margins margins) {
        StringBuilder text = new StringBuilder("| margin | unit |\n|---|---|\n");
        for (Channel channel : margins.channels()) {
            text.append("| `")
                    .append(channel.name())
                    .append("` | ")
                    .append(channel.unit())
                    .append(" |\n");
        }
        return text.toString();
    }
}
