package dev.creance.dynamics.arm.urdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.Drivetrain;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.JointKind;
import dev.creance.dynamics.arm.JointLimits;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class UrdfTest {
    private static final String BODY =
            "<inertial><mass value=\"2\"/><inertia ixx=\"0.1\" iyy=\"0.1\" izz=\"0.1\"/></inertial>";
    private static final String LIMIT = "<limit lower=\"-1\" upper=\"2\" velocity=\"3\" effort=\"4\"/>";

    @Test
    void readsAJointWithAllThatItSays() {
        Joint joint = Urdf.parse("a.urdf", robot(link("base", "") + link("arm", BODY) + """
                        <joint name="lift" type="prismatic"><origin xyz="1 2 3" rpy="0 0 1.5707963267948966"/>
                        <parent link="base"/><child link="arm"/><axis xyz="0 3 4"/>%s
                        <dynamics damping="0.5" friction="0.25" armature="0.125"/></joint>""".formatted(LIMIT)))
                .chain()
                .joints()
                .getFirst();

        assertThat(joint.name()).isEqualTo("lift");
        assertThat(joint.kind()).isEqualTo(JointKind.PRISMATIC);
        assertThat(joint.axis()).containsExactly(new double[] {0, 0.6, 0.8}, within(1e-15));
        assertThat(joint.placement().point(new double[] {1, 0, 0}))
                .containsExactly(new double[] {1, 3, 3}, within(1e-15));
        assertThat(joint.limits()).isEqualTo(new JointLimits(-1, 2, 3, 4));
        assertThat(joint.drivetrain()).isEqualTo(new Drivetrain(0.5, 0.25, 0.125));
        assertThat(joint.link().massKg()).isEqualTo(2);
    }

    @Test
    void aContinuousJointTurnsWithoutEnd() {
        Joint joint = Urdf.parse(
                        "a.urdf", robot(link("base", "") + link("arm", BODY) + joint("continuous", "", "base", "arm")))
                .chain()
                .joints()
                .getFirst();

        assertThat(joint.kind()).isEqualTo(JointKind.REVOLUTE);
        assertThat(joint.limits()).isEqualTo(JointLimits.none());
        assertThat(joint.axis()).containsExactly(1, 0, 0);
    }

    @Test
    void whatIsFixedBecomesOneBodyWithWhatCarriesIt() {
        Chain chain = Urdf.parse(
                        "a.urdf",
                        robot(link("base", "")
                                + link("arm", BODY)
                                + link("hand", BODY)
                                + joint("revolute", LIMIT, "base", "arm")
                                + joint("fixed", "<origin xyz=\"0 0 1\"/>", "arm", "hand")))
                .chain();

        assertThat(chain.size()).isEqualTo(1);
        assertThat(chain.joints().getFirst().link().massKg()).isEqualTo(4);
        assertThat(chain.joints().getFirst().link().centreM()).containsExactly(0, 0, 0.5);
        // two bodies of 2 kg half a metre away: 2 × 0.1 + 2 × 2 × 0.25
        assertThat(chain.joints().getFirst().link().inertiaKgM2()[0]).isCloseTo(1.2, within(1e-15));
        assertThat(chain.tool().pose().positionM()).containsExactly(0, 0, 1);
    }

    @Test
    void whatHasNoBearingOnTheDynamicsIsNamed() {
        Urdf urdf = Urdf.parse(
                "a.urdf",
                robot("<material name=\"red\"/>" + link("base", "<visual/>") + link("arm", BODY)
                        + joint("revolute", LIMIT + "<safety_controller k_velocity=\"1\"/>", "base", "arm")));

        assertThat(urdf.remarks())
                .containsExactly(
                        "joint/safety_controller is ignored", "link/visual is ignored", "robot/material is ignored");
    }

    @Test
    void inertiaThatNoBodyHasIsNamed() {
        String thin = BODY.replace("ixx=\"0.1\"", "ixx=\"0.3\"");

        assertThat(Urdf.parse(
                                "a.urdf",
                                robot(link("base", "") + link("arm", thin) + joint("revolute", LIMIT, "base", "arm")))
                        .remarks())
                .singleElement()
                .asString()
                .contains("link 'arm' has moments of inertia that no body has");
    }

    @Test
    void anArmWithTwoEndsAsksWhichOne() {
        String fingers = robot(link("base", "")
                + link("arm", BODY)
                + link("left", BODY)
                + link("right", BODY)
                + joint("revolute", LIMIT, "base", "arm")
                + joint("prismatic", LIMIT, "arm", "left")
                + joint("prismatic", LIMIT, "arm", "right"));

        assertThatThrownBy(() -> Urdf.parse("a.urdf", fingers).chain())
                .hasMessageContaining("'right_joint' branches off beside 'left_joint'");
        assertThat(Urdf.parse("a.urdf", fingers).chain("left", "left").size()).isEqualTo(2);
        Chain locked = Urdf.parse("a.urdf", fingers).chain("arm", "arm");
        assertThat(locked.joints().getFirst().link().massKg()).isEqualTo(6);
    }

    @Test
    void refusesWhatItDoesNotUnderstandWithItsPlace() {
        refused(robot(link("base", "") + "<loop_joint name=\"x\"/>"))
                .hasMessageContaining("a.urdf:1:")
                .hasMessageContaining("<robot> holds loop_joint, which is not understood");
        refused(robot("<xacro:include filename=\"x\"/>")).hasMessageContaining("expand the macros first");
        refused(robot(link("base", "") + link("arm", BODY) + joint("planar", "", "base", "arm")))
                .hasMessageContaining("is of type 'planar'");
        refused("<sdf/>").hasMessageContaining("is not a robot");
    }

    @Test
    void refusesNumbersThatNoArmHas() {
        String arm = link("base", "") + link("arm", BODY);
        refused(robot(arm + joint("revolute", LIMIT.replace("-1", "NaN"), "base", "arm")))
                .hasMessageContaining("lower holds 'NaN', which is not a number between");
        refused(robot(arm + joint("revolute", LIMIT.replace("-1", "2"), "base", "arm")))
                .hasMessageContaining("lower=2.0 and upper=2.0");
        refused(robot(arm + joint("revolute", LIMIT.replace("effort=\"4\"", "effort=\"0\""), "base", "arm")))
                .hasMessageContaining("has effort=0.0");
        refused(robot(arm + joint("revolute", LIMIT + "<axis xyz=\"0 0 0\"/>", "base", "arm")))
                .hasMessageContaining("moves about no axis");
        refused(robot(arm + joint("revolute", LIMIT + "<dynamics damping=\"-1\"/>", "base", "arm")))
                .hasMessageContaining("has damping=-1.0");
        refused(robot(arm + joint("revolute", "", "base", "arm"))).hasMessageContaining("has no <limit>");
        refused(robot(link("base", "") + link("arm", "") + joint("revolute", LIMIT, "base", "arm")))
                .hasMessageContaining("'arm' moves, but its mass of 0.0 kg");
    }

    @Test
    void refusesWhatIsNoOpenChain() {
        String links = link("base", "") + link("a", BODY) + link("b", BODY);
        refused(robot(links + joint("revolute", LIMIT, "base", "a"))).hasMessageContaining("2 links without a parent");
        refused(robot(links + joint("revolute", LIMIT, "a", "b") + joint("revolute", LIMIT, "b", "a")))
                .hasMessageContaining("hangs on itself");
        refused(robot(links + joint("revolute", LIMIT, "base", "a") + joint("revolute", LIMIT, "b", "a")))
                .hasMessageContaining("is the second one that moves link 'a'");
        refused(robot(links + joint("revolute", LIMIT, "base", "c"))).hasMessageContaining("has no link 'c'");
    }

    @Test
    void opensNothingOutsideTheTextAndExpandsNothing() {
        refused("<!DOCTYPE robot [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><robot name=\"&x;\"/>")
                .hasMessageContaining("document type");
        refused("<!DOCTYPE robot SYSTEM \"http://example.org/robot.dtd\"><robot name=\"a\"/>")
                .hasMessageContaining("document type");
        refused("<a>".repeat(100_000)).isInstanceOf(UrdfException.class);
        refused(" ".repeat(XmlReader.MAX_CHARACTERS + 1)).hasMessageContaining("has 4194305 characters");
        refused("<robot name=\"a\"").hasMessageContaining("is not XML");
        refused("").hasMessageContaining("is not XML");
    }

    @Test
    void refusesBoundsThatHoldNothing() {
        String bounds = "<bounds confidence=\"0.95\"><parameter name=\"friction_0_nm\" low=\"2\" high=\"1\"/></bounds>";

        refused(robot(link("base", "") + bounds)).hasMessageContaining("write low below high");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(String text) {
        return assertThatThrownBy(() -> Urdf.parse("a.urdf", text).chain()).isInstanceOf(UrdfException.class);
    }

    private static String robot(String content) {
        return "<robot name=\"r\">" + content + "</robot>";
    }

    private static String link(String name, String content) {
        return "<link name=\"" + name + "\">" + content + "</link>";
    }

    private static String joint(String type, String content, String parent, String child) {
        return "<joint name=\"" + child + "_joint\" type=\"" + type + "\"><parent link=\"" + parent
                + "\"/><child link=\"" + child + "\"/>" + content + "</joint>";
    }
}
