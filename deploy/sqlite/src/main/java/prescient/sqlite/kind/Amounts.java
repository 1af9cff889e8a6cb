package prescient.sqlite.kind;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import prescient.legacy.PythonFloat;

/** Numbers of stored rows, exact, whatever class they were stored as. Stateless. */
final class Amounts {

    /** Beyond this many decimals a stored amount is the noise of binary fractions. */
    private static final int NOISE_FROM = 4;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

    private Amounts() {}

    /** The number in a column; null when there is none, flagged when what is there is no number. */
    static @Nullable BigDecimal number(Row row, String column, Draft draft) {
        return number(row.get(column), column, draft);
    }

    static @Nullable BigDecimal number(@Nullable Object value, String column, Draft draft) {
        if (value == null) {
            return null;
        }
        return switch (value) {
            case Integer integer -> BigDecimal.valueOf(integer);
            case Long integer -> BigDecimal.valueOf(integer);
            case Double real when Double.isFinite(real) -> plain(PythonFloat.shortest(real));
            case String text -> parsed(text, column, draft);
            default -> unreadable(column, draft);
        };
    }

    /** Without the noise of binary fractions: {@code 0.19999999999999996} is 0.2. */
    static @Nullable BigDecimal money(Row row, String column, Draft draft) {
        var number = number(row, column, draft);
        if (number == null || number.scale() <= NOISE_FROM) {
            return number;
        }
        draft.flag("float-noise");
        return plain(number.setScale(NOISE_FROM, RoundingMode.HALF_EVEN));
    }

    static @Nullable BigDecimal cents(Row row, String column, Draft draft) {
        var cents = money(row, column, draft);
        return cents == null ? null : plain(cents.divide(HUNDRED));
    }

    /** Ten-thousandths of a dollar, as the venue's WebSocket tells money. */
    static @Nullable BigDecimal centiCents(Row row, String column, Draft draft) {
        var number = money(row, column, draft);
        return number == null ? null : plain(number.divide(TEN_THOUSAND));
    }

    /** {@code $118,750}, {@code 118750} and 118750.0 are one strike; the odd spellings are flagged. */
    static @Nullable BigDecimal strike(Row row, Draft draft) {
        if (!(row.get("strike") instanceof String text)) {
            return number(row, "strike", draft);
        }
        if (!text.startsWith("$")) {
            draft.flag("strike-spelling");
        }
        return parsed(text.replace("$", "").replace(",", ""), "strike", draft);
    }

    /** Y, yes, N, no in any case; only the first letter in capitals is usual. */
    static @Nullable String side(Row row, String usual, Draft draft) {
        var text = row.text("side");
        if (text == null) {
            draft.flag("side-missing");
            return null;
        }
        var side = switch (text.toLowerCase(Locale.ROOT)) {
            case "y", "yes" -> "YES";
            case "n", "no" -> "NO";
            default -> null;
        };
        if (side == null) {
            draft.flag("side-unreadable");
        } else if (!usual.contains(" " + text + " ")) {
            draft.flag("side-spelling");
        }
        return side;
    }

    /** 0, 1, true and false as PostgreSQL writes them. */
    static @Nullable String truth(Row row, String column, Draft draft) {
        var text = row.text(column);
        if (text == null) {
            return null;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "true", "1.0" -> "t";
            case "0", "false", "0.0" -> "f";
            default -> {
                unreadable(column, draft);
                yield null;
            }
        };
    }

    /** Without zeros nobody needs, and never with an exponent. */
    static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static @Nullable BigDecimal parsed(String text, String column, Draft draft) {
        var number = PythonFloat.parse(text);
        return number.isPresent() && Double.isFinite(number.getAsDouble())
                ? plain(exact(text, number.getAsDouble()))
                : unreadable(column, draft);
    }

    private static BigDecimal exact(String text, double otherwise) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException spelledOtherwise) {
            return PythonFloat.shortest(otherwise);
        }
    }

    private static @Nullable BigDecimal unreadable(String column, Draft draft) {
        draft.flag(column.replace('_', '-') + "-unreadable");
        return null;
    }
}
