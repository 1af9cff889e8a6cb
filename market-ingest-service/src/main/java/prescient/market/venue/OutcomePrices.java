package prescient.market.venue;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.legacy.PythonFloat;
import prescient.money.Price;

/**
 * The first two of a market's {@code outcomePrices}, read as the legacy system read them: any finite or infinite number
 * passes. What may be traded is decided by {@link #tradable()}.
 *
 * @param yes the first outcome's price as a double, perhaps outside [0, 1] or not finite
 * @param no the second one's
 * @param exactYes the first price with every digit the venue sent; null unless finite
 * @param exactNo the second one
 */
public record OutcomePrices(
        double yes,
        double no,
        @Nullable BigDecimal exactYes,
        @Nullable BigDecimal exactNo) {

    /** More digits than any venue sends; longer texts are taken through the double. */
    private static final int MAX_DIGITS = 30;

    /** Both prices as exact values in [0, 1]. */
    public record Tradable(Price yes, Price no) {}

    /**
     * Reads the venue's text, for instance {@code ["0.6", "0.4"]}.
     *
     * @param text null when the market had none or something else than a text
     * @return empty unless the text is a Python literal whose first two elements are numbers
     */
    public static Optional<OutcomePrices> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return PythonLiteral.parse(stripped(text)).flatMap(OutcomePrices::ofLiteral);
    }

    /** {@code |yes - no|} in double arithmetic, unrounded: 0.8 and 0.2 give 0.6000000000000001. */
    public double conviction() {
        return conviction(yes, no);
    }

    /** The conviction of two prices in double arithmetic. */
    public static double conviction(double yes, double no) {
        return Math.abs(yes - no);
    }

    /** Both prices, if both lie in [0, 1]. */
    public Optional<Tradable> tradable() {
        return exactYes != null && exactNo != null && inRange(exactYes) && inRange(exactNo)
                ? Optional.of(new Tradable(new Price(exactYes), new Price(exactNo)))
                : Optional.empty();
    }

    private static boolean inRange(BigDecimal number) {
        return number.signum() >= 0 && number.compareTo(BigDecimal.ONE) <= 0;
    }

    private static Optional<OutcomePrices> ofLiteral(PythonLiteral.Value value) {
        return switch (value) {
            case PythonLiteral.Items(var items) when items.size() >= 2 -> ofTwo(items.get(0), items.get(1));
            case PythonLiteral.Text(var text) when text.codePointCount(0, text.length()) >= 2 -> ofLetters(text);
            case PythonLiteral.Items ignored -> Optional.empty();
            case PythonLiteral.Text ignored -> Optional.empty();
            case PythonLiteral.Numeral ignored -> Optional.empty();
            case PythonLiteral.Other ignored -> Optional.empty();
        };
    }

    /** A text is a sequence of its letters too. */
    private static Optional<OutcomePrices> ofLetters(String text) {
        int second = text.offsetByCodePoints(0, 1);
        return ofTwo(
                new PythonLiteral.Text(text.substring(0, second)),
                new PythonLiteral.Text(text.substring(second, text.offsetByCodePoints(second, 1))));
    }

    private static Optional<OutcomePrices> ofTwo(PythonLiteral.Value first, PythonLiteral.Value second) {
        var yes = Figure.ofLiteral(first);
        var no = Figure.ofLiteral(second);
        if (yes instanceof Figure.Given a && no instanceof Figure.Given b) {
            return Optional.of(new OutcomePrices(a.number(), b.number(), digits(a), digits(b)));
        }
        return Optional.empty();
    }

    private static @Nullable BigDecimal digits(Figure.Given figure) {
        var exact = figure.exact();
        return exact != null && exact.scale() > MAX_DIGITS ? PythonFloat.shortest(figure.number()) : exact;
    }

    private static String stripped(String text) {
        int start = 0;
        while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
            start++;
        }
        return text.substring(start);
    }
}
