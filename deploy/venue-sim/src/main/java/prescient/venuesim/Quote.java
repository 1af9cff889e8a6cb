package prescient.venuesim;

import java.math.BigDecimal;

/** The prices of one market: the two outcomes', and what the order book of the first one shows. */
record Quote(BigDecimal yes, BigDecimal no, BigDecimal bid, BigDecimal ask, BigDecimal last) {

    /** A market that trades: the outcome price is the middle between bid and ask, as the venue shows it. */
    static Quote trading(double chance, int scale, int spreadTicks, boolean lastWasSale) {
        long ticks = scale == 2 ? 100 : 1000;
        long lower = Math.clamp(Math.round(chance * ticks - spreadTicks / 2.0), 1, ticks - 1 - spreadTicks);
        long upper = lower + spreadTicks;
        var bid = BigDecimal.valueOf(lower, scale);
        var ask = BigDecimal.valueOf(upper, scale);
        var middle = BigDecimal.valueOf((lower + upper) * 5, scale + 1);
        return new Quote(middle, BigDecimal.ONE.subtract(middle), bid, ask, lastWasSale ? bid : ask);
    }

    /** Prices without a book worth the name: resolved markets, and those moved by hand. */
    static Quote of(BigDecimal yes, BigDecimal no) {
        return new Quote(yes, no, yes, yes, yes);
    }

    Quote withOutcomes(BigDecimal newYes, BigDecimal newNo) {
        return new Quote(newYes, newNo, bid, ask, last);
    }

    /** The text of {@code outcomePrices}: a JSON array of strings. */
    String outcomePrices() {
        return "[\"" + text(yes) + "\", \"" + text(no) + "\"]";
    }

    static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
