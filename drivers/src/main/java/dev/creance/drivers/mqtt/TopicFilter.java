package dev.creance.drivers.mqtt;

/** Whether a topic matches a filter, by MQTT 5, section 4.7. */
final class TopicFilter {
    private final String[] levels;

    /** @param filter may start with {@code $share/group/}, which says who shares it and is no part of the match */
    TopicFilter(String filter) {
        String matched = filter;
        if (filter.startsWith("$share/")) {
            int end = filter.indexOf('/', "$share/".length());
            if (end < 0) {
                throw new IllegalArgumentException("filter '" + filter + "' lacks what is shared");
            }
            matched = filter.substring(end + 1);
        }
        levels = matched.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean wild = levels[i].contains("+") || levels[i].contains("#");
            boolean misplaced = (wild && levels[i].length() > 1) || (levels[i].equals("#") && i < levels.length - 1);
            if (misplaced || matched.isEmpty()) {
                throw new IllegalArgumentException("filter '" + filter + "' is empty or has a misplaced + or #");
            }
        }
    }

    boolean matches(String topic) {
        String[] named = topic.split("/", -1);
        // Wildcards do not match what brokers keep to themselves ($SYS), section 4.7.2.
        if (topic.startsWith("$") && (levels[0].equals("#") || levels[0].equals("+"))) {
            return false;
        }
        for (int i = 0; i < levels.length; i++) {
            if (levels[i].equals("#")) {
                return true;
            }
            if (i >= named.length || (!levels[i].equals("+") && !levels[i].equals(named[i]))) {
                return false;
            }
        }
        return named.length == levels.length;
    }
}
