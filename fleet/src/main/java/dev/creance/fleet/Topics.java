package dev.creance.fleet;

import java.util.Optional;
import java.util.regex.Pattern;

/** The topic tree: {@code creance/v1/<fleet>/<robot>/birth|state|event|death}. */
final class Topics {
    static final String ROOT = "creance/v1";
    static final String EVERYTHING = ROOT + "/+/+/+";
    static final String BIRTH = "birth";
    static final String STATE = "state";
    static final String EVENT = "event";
    static final String DEATH = "death";

    private static final Pattern LEVEL = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** What a topic says about its message. */
    record Parsed(String fleet, String robot, String kind) {}

    private Topics() {}

    /** Whether a name may stand between two slashes. */
    static boolean isLevel(String name) {
        return LEVEL.matcher(name).matches();
    }

    static String of(String fleet, String robot, String kind) {
        return ROOT + "/" + fleet + "/" + robot + "/" + kind;
    }

    /** Empty where the topic is none of ours. */
    static Optional<Parsed> parse(String topic) {
        String[] levels = topic.split("/", -1);
        boolean ours = levels.length == 5 && topic.startsWith(ROOT + "/") && isLevel(levels[2]) && isLevel(levels[3]);
        return ours ? Optional.of(new Parsed(levels[2], levels[3], levels[4])) : Optional.empty();
    }
}
