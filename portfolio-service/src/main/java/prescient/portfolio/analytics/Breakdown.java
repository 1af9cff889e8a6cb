package prescient.portfolio.analytics;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import prescient.money.Money;
import prescient.portfolio.analytics.Ratio.Reason;

/**
 * Trades that ended in the period, by one thing.
 *
 * @param by strategy, venue, event, city, market, day, month, hour or weekday
 * @param zone of hours and weekdays; days and months are in UTC
 */
record Breakdown(Scope scope, String by, String zone, List<Line> items) {

    Breakdown {
        items = List.copyOf(items);
    }

    /** What trades are told apart by. */
    enum By {
        STRATEGY,
        VENUE,
        EVENT,
        CITY,
        MARKET,
        DAY,
        MONTH,
        HOUR,
        WEEKDAY;

        /** As it is written in a question and in its answer. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Its own rows stand for each value, so no other filter can be set with it. */
        boolean isDimension() {
            return switch (this) {
                case STRATEGY, VENUE, EVENT, CITY, MARKET -> true;
                case DAY, MONTH, HOUR, WEEKDAY -> false;
            };
        }

        boolean isOfTheClock() {
            return this == HOUR || this == WEEKDAY;
        }
    }

    /**
     * @param key hour 00 to 23, weekday 1 (Monday) to 7, month 2026-01, day 2026-01-31, or the value's name
     * @param net dollars after all fees
     * @param fees dollars
     */
    record Line(
            String key, long trades, long wins, long losses, Money net, Money fees, Ratio winRate, Ratio expectancy) {

        static Line of(String key, long trades, long wins, long losses, Money net, Money fees) {
            var count = BigDecimal.valueOf(trades);
            return new Line(
                    key,
                    trades,
                    wins,
                    losses,
                    net,
                    fees,
                    Ratio.of(BigDecimal.valueOf(wins), count, Reason.NO_TRADES),
                    Ratio.of(net.amount(), count, Reason.NO_TRADES));
        }
    }
}
