package dev.creance.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigNodeTest {
    private static final String TEXT = """
            creance: 1
            loop:
              rate: 20 kHz
              thread: own
              armed: maybe
              fence: [1 m, 2 m]
              count: 3
              share: 50 %
            """;

    private final ConfigNode root = ConfigFile.parse("robot.yaml", TEXT);
    private final ConfigNode loop = root.child("loop");

    @Test
    void anErrorShowsFileLineColumnValueLimitAndTheLineWithACaret() {
        assertThatThrownBy(() -> loop.child("rate").quantity(Dimension.FREQUENCY, 1, 8000))
                .isInstanceOf(ConfigError.class)
                .hasMessage("""
                        robot.yaml:3:9: loop.rate=20 kHz is outside 0.001 to 8 kHz
                            3 |   rate: 20 kHz
                              |         ^ hint: take 8 kHz or less""");
    }

    @Test
    void aBoundIsNamedInTheUnitThatWasUsed() {
        ConfigNode node = ConfigFile.parse("robot.yaml", "{low: 1 deg, high: 2, count: 12}");

        assertThatThrownBy(() -> node.child("low").quantity(Dimension.ANGLE, Math.toRadians(10), 2))
                .hasMessageEndingWith("hint: take 10 deg or more");
        assertThatThrownBy(() -> node.child("high").quantity(Dimension.RATIO, 0, 1.5))
                .hasMessageEndingWith("hint: take 1.5 or less");
        assertThatThrownBy(() -> node.child("count").integer(1, 9)).hasMessageEndingWith("hint: take 9 or less");
    }

    @Test
    void anUnknownKeyThatAnOverrideAddsIsNamedByTheOverride() {
        root.set("loop.rat", "1 kHz");

        assertThatThrownBy(() -> loop.only("rate", "thread", "armed", "fence", "count", "share"))
                .hasMessageStartingWith("--set loop.rat:1:1: unknown key 'rat' in loop");
    }

    @Test
    void aHintFollowsTheCaret() {
        ConfigError error = loop.child("rate").error(" is too fast").withHint("lower loop.rate");

        assertThat(error.where()).isEqualTo("robot.yaml:3:9");
        assertThat(error.hint()).isEqualTo("lower loop.rate");
        assertThat(error).hasMessageEndingWith("^ hint: lower loop.rate");
    }

    @Test
    void anUnknownKeyIsRefusedWhereItStandsWithItsNearestNeighbour() {
        assertThatThrownBy(() -> loop.only("rates", "threads", "armed", "fence", "count", "share"))
                .hasMessageStartingWith("robot.yaml:3:3: unknown key 'rate' in loop")
                .hasMessageContaining("did you mean 'rates'?");
    }

    @Test
    void aMissingKeyIsNamedWithTheMapThatLacksIt() {
        assertThatThrownBy(() -> loop.child("priority"))
                .hasMessageStartingWith("robot.yaml:3:3: loop lacks 'priority'")
                .hasMessageContaining("add 'priority:' here");
    }

    @Test
    void aWordOutsideItsChoicesIsRefusedWithTheChoices() {
        assertThatThrownBy(() -> loop.child("thread").choice("inline", "owned"))
                .hasMessageContaining("loop.thread='own' is none of inline, owned")
                .hasMessageContaining("did you mean 'owned'?");
    }

    @Test
    void aTruthValueIsTrueOrFalseAndNothingElse() {
        assertThatThrownBy(() -> loop.child("armed").bool()).hasMessageContaining("loop.armed='maybe' is none of");
    }

    @Test
    void aQuantityIsReadInSiUnits() {
        assertThat(loop.child("rate").quantity(Dimension.FREQUENCY)).isEqualTo(20_000);
        assertThat(loop.child("share").quantity(Dimension.RATIO)).isEqualTo(0.5);
    }

    @Test
    void aQuantityWithoutItsUnitIsRefusedWithTheUnitsThereAre() {
        assertThatThrownBy(() -> loop.child("count").quantity(Dimension.TIME))
                .hasMessageContaining("loop.count=3 lacks its unit")
                .hasMessageContaining("write 3 followed by one of [s, ms, us, µs, ns, min, h]");
    }

    @Test
    void aQuantityOfAnotherDimensionIsRefused() {
        assertThatThrownBy(() -> loop.child("rate").quantity(Dimension.LENGTH))
                .hasMessageContaining("has the unit 'kHz', which is not a unit of length");
    }

    @Test
    void aValueFromACommandLineReadsLikeOneOfAFileAndItsErrorsNameTheOption() {
        assertThat(ConfigFile.option("--rate", " 4kHz ").quantity(Dimension.FREQUENCY, 1, 8000))
                .isEqualTo(4000);

        assertThatThrownBy(() -> ConfigFile.option("--rate", "20 kHz").quantity(Dimension.FREQUENCY, 1, 8000))
                .isInstanceOf(ConfigError.class)
                .hasMessage("--rate=20 kHz is outside 0.001 to 8 kHz\n    hint: take 8 kHz or less");
        assertThatThrownBy(() -> ConfigFile.option("--rate", "{a: \"").quantity(Dimension.FREQUENCY))
                .hasMessageStartingWith("--rate='{a: \"' is not a quantity");
    }

    @Test
    void anExponentIsPartOfTheNumber() {
        assertThat(ConfigFile.parse("x", "1e-3 m").quantity(Dimension.LENGTH)).isEqualTo(1e-3);
    }

    @Test
    void aNumberThatIsNotFiniteIsRefused() {
        assertThatThrownBy(() -> ConfigFile.parse("x", "1e999 m").quantity(Dimension.LENGTH))
                .hasMessageContaining("is not finite");
        assertThatThrownBy(() -> ConfigFile.parse("x", "NaN m").quantity(Dimension.LENGTH))
                .hasMessageContaining("is not a quantity");
    }

    @Test
    void aListOfTheWrongLengthIsRefused() {
        assertThat(loop.child("fence").items(2).get(1).path()).isEqualTo("loop.fence[1]");
        assertThatThrownBy(() -> loop.child("fence").items(3)).hasMessageContaining("loop.fence has 2 items, not 3");
    }

    @Test
    void aWholeNumberOutsideItsBoundsIsRefused() {
        assertThat(loop.child("count").integer(1, 3)).isEqualTo(3);
        assertThatThrownBy(() -> loop.child("count").integer(4, 9))
                .hasMessageContaining("loop.count=3 is outside 4 to 9");
        assertThatThrownBy(() -> loop.child("thread").integer(4, 9))
                .hasMessageContaining("'own' is not a whole number");
    }

    @Test
    void aKeyThatStandsTwiceIsRefusedWithItsPosition() {
        assertThatThrownBy(() -> ConfigFile.parse("robot.yaml", "a: 1\nb: 2\na: 3\n"))
                .isInstanceOf(ConfigError.class)
                .hasMessageStartingWith("robot.yaml:3:1: key 'a' stands twice");
        assertThatThrownBy(() -> ConfigFile.parse("robot.yaml", "a: [{b: 1, b: 2}]"))
                .hasMessageStartingWith("robot.yaml:1:12: key 'b' stands twice");
    }

    @Test
    void anAliasThatLeadsBackToItselfIsReadWithoutEnd() {
        ConfigNode loop = ConfigFile.parse("robot.yaml", "a: &a [*a, 1]");

        assertThat(loop.child("a").items(2).get(1).integer(0, 1)).isEqualTo(1);
    }

    @Test
    void brokenYamlIsRefusedWithItsPosition() {
        assertThatThrownBy(() -> ConfigFile.parse("robot.yaml", "a: [1, 2\nb: 3\n"))
                .isInstanceOf(ConfigError.class)
                .hasMessageStartingWith("robot.yaml:2:");
    }

    @Test
    void anEmptyFileIsRefusedWithAFirstLineToWrite() {
        assertThatThrownBy(() -> ConfigFile.parse("robot.yaml", "# nothing\n"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("robot.yaml:1:1: is empty")
                .hasMessageContaining("creance: 1");
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing(@TempDir Path folder) {
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("absent.yaml")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("absent.yaml: there is no such file");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("latin1.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4, '\n'});

        assertThatThrownBy(() -> ConfigFile.read(file))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("is not UTF-8 text");
    }

    @Test
    void aTagThatAsksForMoreThanAValueIsRefusedAtItsPlace() {
        for (String value : new String[] {"!!python/object/apply:os.system [ls]", "!env HOME", "!!binary aGk="}) {
            assertThatThrownBy(() -> ConfigFile.parse("robot.yaml", "name: " + value))
                    .isInstanceOf(ConfigError.class)
                    .hasMessageContaining("robot.yaml:1:7: the tag '")
                    .hasMessageContaining("write the value without its tag");
        }
        assertThat(ConfigFile.parse("robot.yaml", "name: !!str 12")
                        .child("name")
                        .string())
                .isEqualTo("12");
    }
}
