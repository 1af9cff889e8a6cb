package prescient.legacy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Why writing a record again would not give the bytes it was read from. Its values are the same in any case. */
public enum Oddity {
    LINE_ENDS("lines end with CR LF"),
    SPACING("other spaces or line breaks than two-space indentation"),
    ESCAPES("text is escaped where it need not be"),
    NUMBERS("numbers are not in their shortest form"),
    NOT_UTF8("text is not UTF-8 and cannot be written at all");

    private static final String STRUCTURE = "{}[],:";
    private static final String SPACES = " \t\r\n";

    private final String words;

    Oddity(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** What tells two texts of the same JSON tokens apart. */
    static Set<Oddity> between(byte[] found, byte[] expected) {
        var oddities = EnumSet.noneOf(Oddity.class);
        int at = 0;
        int want = 0;
        while (at < found.length || want < expected.length) {
            int atEnd = tokenEnd(found, at);
            int wantEnd = tokenEnd(expected, want);
            boolean spaces = isSpace(found, at) || isSpace(expected, want);
            if (spaces) {
                atEnd = spaceEnd(found, at);
                wantEnd = spaceEnd(expected, want);
            }
            if (!Arrays.equals(found, at, atEnd, expected, want, wantEnd)) {
                oddities.add(
                        spaces
                                ? spacing(found, at, atEnd, expected, want, wantEnd)
                                : at < found.length && found[at] == '"' ? ESCAPES : NUMBERS);
            }
            at = atEnd;
            want = wantEnd;
        }
        return oddities;
    }

    private static Oddity spacing(byte[] found, int at, int atEnd, byte[] expected, int want, int wantEnd) {
        var unix = new String(found, at, atEnd - at, StandardCharsets.US_ASCII).replace("\r\n", "\n");
        var usual = new String(expected, want, wantEnd - want, StandardCharsets.US_ASCII);
        return unix.equals(usual) ? LINE_ENDS : SPACING;
    }

    private static boolean isSpace(byte[] text, int at) {
        return at < text.length && SPACES.indexOf(text[at]) >= 0;
    }

    private static int spaceEnd(byte[] text, int at) {
        int end = at;
        while (isSpace(text, end)) {
            end++;
        }
        return end;
    }

    private static int tokenEnd(byte[] text, int at) {
        if (at >= text.length) {
            return at;
        }
        if (text[at] == '"') {
            int end = at + 1;
            while (end < text.length && text[end] != '"') {
                end += text[end] == '\\' ? 2 : 1;
            }
            return Math.min(end + 1, text.length);
        }
        int end = at + 1;
        if (STRUCTURE.indexOf(text[at]) < 0) {
            while (end < text.length && !isSpace(text, end) && STRUCTURE.indexOf(text[end]) < 0) {
                end++;
            }
        }
        return end;
    }
}
