package prescient.market.venue;

/** One Python string literal, with those that follow it directly, which belong to it. */
final class PythonString {

    private final String text;
    private int at;

    PythonString(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** True when a string begins here, possibly behind a prefix. */
    boolean starts() {
        int quote = at;
        while (quote < text.length() && quote - at < 2 && "rRbBuU".indexOf(text.charAt(quote)) >= 0) {
            quote++;
        }
        return quote < text.length() && (text.charAt(quote) == '"' || text.charAt(quote) == '\'');
    }

    /** Where the text goes on behind the string. */
    int end() {
        return at;
    }

    /** @throws IllegalArgumentException if the string breaks off or holds an escape that stands for nothing */
    String read() {
        var found = new StringBuilder();
        int end = at;
        while (starts()) {
            one(found);
            end = at;
            while (at < text.length() && " \t\f\n\r".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
        at = end;
        return found.toString();
    }

    private void one(StringBuilder found) {
        boolean raw = false;
        while ("rRbBuU".indexOf(text.charAt(at)) >= 0) {
            raw |= text.charAt(at) == 'r' || text.charAt(at) == 'R';
            at++;
        }
        char quote = text.charAt(at);
        var triple = String.valueOf(quote).repeat(3);
        boolean isTriple = text.startsWith(triple, at);
        var closing = isTriple ? triple : String.valueOf(quote);
        at += closing.length();
        while (!text.startsWith(closing, at)) {
            if (at >= text.length() || (!isTriple && text.charAt(at) == '\n')) {
                throw new IllegalArgumentException("the string breaks off");
            }
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                escape(found, raw);
            } else {
                found.append(c);
            }
        }
        at += closing.length();
    }

    private void escape(StringBuilder found, boolean raw) {
        char c = text.charAt(at++);
        if (raw) {
            found.append('\\').append(c);
            return;
        }
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> found.append(c);
            case 'n' -> found.append('\n');
            case 't' -> found.append('\t');
            case 'r' -> found.append('\r');
            case 'f' -> found.append('\f');
            case 'b' -> found.append('\b');
            case 'a' -> found.append('\u0007');
            case 'v' -> found.append('\u000b');
            case 'x' -> found.appendCodePoint(digits(2));
            case 'u' -> found.appendCodePoint(digits(4));
            case 'U' -> found.appendCodePoint(digits(8));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> found.append(octal(c));
            case 'N' -> throw new IllegalArgumentException("characters by name are not read");
            default -> found.append('\\').append(c);
        }
    }

    private int digits(int count) {
        if (at + count > text.length()) {
            throw new IllegalArgumentException("the escape breaks off");
        }
        int code = Integer.parseInt(text, at, at + count, 16);
        if (code > Character.MAX_CODE_POINT || code < 0) {
            throw new IllegalArgumentException("no such character");
        }
        at += count;
        return code;
    }

    private char octal(char first) {
        int code = first - '0';
        for (int i = 0; i < 2 && at < text.length() && "01234567".indexOf(text.charAt(at)) >= 0; i++) {
            code = code * 8 + text.charAt(at++) - '0';
        }
        return (char) code;
    }
}
