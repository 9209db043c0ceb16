package dev.creance.safety.logic;

import dev.creance.runtime.config.Dimension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words, signs and quantities of a formula, one after the other. */
final class FormulaScanner {
    enum Kind {
        WORD,
        QUANTITY,
        SIGN,
        END
    }

    /** Longer ones first. */
    private static final List<String> SIGNS = List.of(">=", "<=", ">", "<", "(", ")", "[", "]", ",", "+", "-", "*");

    static final Set<String> KEYWORDS = Set.of(
            "not",
            "and",
            "or",
            "implies",
            "always",
            "eventually",
            "historically",
            "once",
            "until",
            "since",
            "unless",
            "next",
            "true",
            "false",
            "abs");

    private static final Map<String, Dimension> UNITS = new HashMap<>();

    static {
        for (Dimension dimension : Dimension.values()) {
            dimension.factorBySymbol().keySet().forEach(symbol -> UNITS.put(symbol, dimension));
        }
        UNITS.remove("1"); // that is no unit beside a number
    }

    private final String text;
    private Kind kind;
    private int start;
    private int end;
    private double value;
    private String unit;

    FormulaScanner(String text) {
        this.text = text;
        advance();
    }

    Kind kind() {
        return kind;
    }

    /** Where the present token begins. */
    int start() {
        return start;
    }

    /** The present token as it was written. */
    String token() {
        return kind == Kind.END ? "the end" : text.substring(start, end);
    }

    boolean is(String wordOrSign) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && token().equals(wordOrSign);
    }

    /** Passes a token if it is this one. */
    boolean skip(String wordOrSign) {
        boolean found = is(wordOrSign);
        if (found) {
            advance();
        }
        return found;
    }

    /** Of a quantity, in SI. */
    double value() {
        return value;
    }

    /** Of a quantity: symbol of its SI unit; "1" for a bare number. */
    String unit() {
        return unit;
    }

    FormulaError error(String problem, String hint) {
        return errorAt(start, problem, hint);
    }

    FormulaError errorAt(int offset, String problem, String hint) {
        return new FormulaError(text, offset, problem, hint);
    }

    void advance() {
        start = pastSpaces(end);
        if (start == text.length()) {
            kind = Kind.END;
            end = start;
            return;
        }
        char first = text.charAt(start);
        if (isLetter(first)) {
            kind = Kind.WORD;
            end = start;
            while (end < text.length() && (isPartOfWord(text.charAt(end)) || text.charAt(end) == '.')) {
                end++;
            }
        } else if (isDigit(first) || first == '.') {
            quantity();
        } else {
            sign();
        }
    }

    private void sign() {
        for (String sign : SIGNS) {
            if (text.startsWith(sign, start)) {
                kind = Kind.SIGN;
                end = start + sign.length();
                return;
            }
        }
        String shown = text.substring(start, text.offsetByCodePoints(start, 1));
        throw error("'" + shown + "' means nothing here", "use words (not, and, or, implies) and " + SIGNS);
    }

    private void quantity() {
        kind = Kind.QUANTITY;
        end = pastNumber();
        try {
            value = Double.parseDouble(text.substring(start, end).replace("_", ""));
        } catch (NumberFormatException notANumber) {
            throw error("'" + text.substring(start, end) + "' is no number", "write digits with one point at most");
        }
        unit = "1";
        int from = pastSpaces(end);
        String symbol = symbolAt(from);
        if (symbol != null) {
            Dimension dimension = UNITS.get(symbol);
            value *= dimension.factorBySymbol().get(symbol);
            unit = dimension.siUnit();
            end = from + symbol.length();
        }
        if (!Double.isFinite(value)) {
            throw error("'" + token() + "' is not finite", "write a number that fits a double");
        }
    }

    private int pastNumber() {
        int at = start;
        while (at < text.length() && (isDigit(text.charAt(at)) || "._".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int digits = at + 1;
            if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
                digits++;
            }
            if (digits < text.length() && isDigit(text.charAt(digits))) {
                at = digits;
                while (at < text.length() && isDigit(text.charAt(at))) {
                    at++;
                }
            }
        }
        return at;
    }

    /** The longest unit that stands here by itself; null where there is none. */
    private String symbolAt(int from) {
        String longest = null;
        for (String symbol : UNITS.keySet()) {
            int after = from + symbol.length();
            boolean alone = after >= text.length() || !isPartOfUnit(text.charAt(after));
            if (alone && text.startsWith(symbol, from) && (longest == null || symbol.length() > longest.length())) {
                longest = symbol;
            }
        }
        if (longest == null && from < text.length() && (isPartOfUnit(text.charAt(from)))) {
            int after = from;
            while (after < text.length() && (isPartOfUnit(text.charAt(after)) || text.charAt(after) == '.')) {
                after++;
            }
            String word = text.substring(from, after);
            if (!KEYWORDS.contains(word)) {
                throw errorAt(
                        from,
                        "'" + word + "' is no unit",
                        "write a unit such as m, m/s, deg or ms; a multiple is written 2 * position.z");
            }
        }
        return longest;
    }

    private int pastSpaces(int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isPartOfWord(char c) {
        return isLetter(c) || isDigit(c);
    }

    private static boolean isPartOfUnit(char c) {
        return isPartOfWord(c) || c == '/' || c == '^' || c == '%' || c == 'µ';
    }
}
