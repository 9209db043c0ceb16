package dev.creance.safety.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

/** The two contacts, simulated: at the speed that is allowed, the force is the one that is allowed. */
class ContactSpeedTest {
    private static ContactSpeed draw(Choices choices) {
        return new ContactSpeed(
                choices.between(10, 500),
                choices.between(1e3, 1e5),
                choices.between(0, 0.05),
                choices.between(0.5, 20));
    }

    @Test
    void aToolThatStopsAfterTheReactionPressesWithTheForceThatIsAllowed() {
        Property.check(200, choices -> {
            ContactSpeed contact = draw(choices);
            double v = contact.stoppedMPerS();
            double depth = 0;
            double dt = 1e-6;
            for (double t = 0; v > 0; t += dt) {
                depth += v * dt;
                v -= t >= contact.reactionS() ? contact.decelerationMPerS2() * dt : 0;
            }

            assertThat(contact.stiffnessNPerM() * depth).isCloseTo(contact.forceN(), within(0.01 * contact.forceN()));
        });
    }

    @Test
    void aToolThatIsNotStoppedPressesABodyWithTheForceThatIsAllowed() {
        Property.check(200, choices -> {
            ContactSpeed contact = draw(choices);
            double moving = choices.between(0.5, 20);
            double body = choices.between(0.5, 40);
            double tool = contact.transientMPerS(moving, body);
            double pushed = 0;
            double depth = 0;
            double most = 0;
            double dt = 1e-6;
            while (tool > pushed) {
                double force = contact.stiffnessNPerM() * depth;
                tool -= force / moving * dt;
                pushed += force / body * dt;
                depth += (tool - pushed) * dt;
                most = Math.max(most, force);
            }

            assertThat(most).isCloseTo(contact.forceN(), within(0.01 * contact.forceN()));
        });
    }

    @Test
    void itLimitsTheToolsSpeed() {
        String contact = "limits:\n" + ArmFixtures.JOINTS
                + "  tool_speed: 1 m/s\n"
                + "  contact: {force: 140 N, stiffness: 75000, reaction: 5 ms, deceleration: 5 m/s2}";
        double speed = new ContactSpeed(140, 75_000, 5e-3, 5).stoppedMPerS();

        assertThat(speed).isBetween(0.1, 0.13);
        assertThat(ArmFixtures.settings(contact).workspace().mostMPerS()).isEqualTo(speed);
        assertThat(ArmFixtures.settings(contact.replace("1 m/s\n", "0.05 m/s\n"))
                        .workspace()
                        .mostMPerS())
                .isEqualTo(0.05);
        String heavy = contact.replace("m/s2}", "m/s2, moving_mass: 10 kg, body_mass: 40 kg}");
        assertThat(ArmFixtures.settings(heavy).workspace().mostMPerS())
                .isEqualTo(Math.min(speed, 140 / Math.sqrt(75_000 * 8.0)));
    }
}
