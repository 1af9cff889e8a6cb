package prescient.e2e;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What the most likely outcome strategy of the legacy system advises for two prices, worked out here a second time. It
 * rounded binary doubles, half to even.
 *
 * @param price of the bought side
 * @param confidence at most four decimals
 */
record LegacyRule(String action, BigDecimal price, BigDecimal confidence, String reason) {

    static LegacyRule of(BigDecimal yesPrice, BigDecimal noPrice) {
        var yes = yesPrice.compareTo(noPrice) >= 0;
        var price = yes ? yesPrice : noPrice;
        var binary = price.doubleValue();
        var shown = rounded(binary, 3).toPlainString();
        var side = yes ? "YES" : "NO";
        return new LegacyRule(
                yes ? "buy_yes" : "buy_no",
                price,
                rounded(binary - 0.5, 4),
                "%s price %s > 0.50, buying %s at %s".formatted(side, shown, side, shown));
    }

    private static BigDecimal rounded(double binary, int decimals) {
        return new BigDecimal(binary).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
