package dev.creance.fleet;

/** Words from the network as they may be shown on a terminal: no control characters, no escape sequences, not endless. */
final class PlainText {
    private static final int GREATEST_LENGTH = 64;

    private PlainText() {}

    static String of(String words) {
        StringBuilder plain = new StringBuilder();
        words.codePoints().limit(GREATEST_LENGTH).forEach(point -> {
            int type = Character.getType(point);
            boolean shown = type != Character.CONTROL
                    && type != Character.FORMAT
                    && type != Character.SURROGATE
                    && type != Character.PRIVATE_USE
                    && type != Character.UNASSIGNED
                    && type != Character.LINE_SEPARATOR
                    && type != Character.PARAGRAPH_SEPARATOR;
            plain.appendCodePoint(shown ? point : '?');
        });
        return plain.toString();
    }
}
