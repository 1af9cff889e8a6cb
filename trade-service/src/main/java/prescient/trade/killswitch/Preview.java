package prescient.trade.killswitch;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.trade.stop.StopPart;

/**
 * What an order would do now.
 *
 * @param stopsEntries positions could not be opened any more
 * @param cancelCount orders that would be cancelled; {@code cancels} has the first thousand
 * @param closeCount positions that would be closed; {@code closes} has the first thousand
 * @param cost dollars all these positions cost, fees apart
 * @param value dollars that those of known value would bring, fees apart
 * @param unvalued positions whose value is not known
 * @param unreadable parts that cannot be read now, with the reason; what is in them is missing above
 */
record Preview(
        boolean stopsEntries,
        int cancelCount,
        List<Cancel> cancels,
        int closeCount,
        List<Close> closes,
        BigDecimal cost,
        BigDecimal value,
        int unvalued,
        List<String> unreadable) {

    private static final int MOST = 1000;

    /**
     * An order that would be cancelled.
     *
     * @param amount dollars it may still spend
     */
    record Cancel(StopPart part, String orderId, String tradeId, String market, BigDecimal amount) {}

    /**
     * A position that would be closed.
     *
     * @param count shares or contracts
     * @param cost dollars they cost, fees apart
     * @param value dollars they would bring at the last known price, fees apart; null without one
     */
    record Close(
            StopPart part,
            String tradeId,
            String market,
            String side,
            BigDecimal count,
            BigDecimal cost,
            @Nullable BigDecimal value) {}

    static Preview of(boolean stopsEntries, List<Cancel> cancels, List<Close> closes, List<String> unreadable) {
        var value = BigDecimal.ZERO;
        int unvalued = 0;
        for (var close : closes) {
            if (close.value() == null) {
                unvalued++;
            } else {
                value = value.add(close.value());
            }
        }
        return new Preview(
                stopsEntries,
                cancels.size(),
                cancels.stream().limit(MOST).toList(),
                closes.size(),
                closes.stream().limit(MOST).toList(),
                closes.stream().map(Close::cost).reduce(BigDecimal.ZERO, BigDecimal::add),
                value,
                unvalued,
                unreadable);
    }
}
