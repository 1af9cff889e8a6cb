package prescient.forecast.decision;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;

/** The read helper that keeps a city's day from being traded twice. Stateless. */
public final class AlreadyTraded {

    private AlreadyTraded() {}

    /**
     * Whether an order was really sent; dry runs do not count.
     *
     * @param env blanks around it do not matter, its case does
     * @param city blanks around it and case do not matter
     */
    public static boolean of(Collection<TradeRecord> trades, String env, LocalDate tradeDate, String city) {
        var code = city.strip().toLowerCase(Locale.ROOT);
        return trades.stream()
                .anyMatch(trade -> trade.sent()
                        && trade.env().equals(env.strip())
                        && trade.tradeDate().equals(tradeDate)
                        && trade.city().equals(code));
    }
}
