package prescient.market.book;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The event of an hour.
 *
 * @param contract as people call it, the hour on New York's clock
 * @param closeTime the venue's, which alone says when it ends
 * @param markets by their strikes, lowest first
 */
@RegisterForReflection
public record HourlyEvent(
        String eventTicker, String series, String contract, Instant closeTime, List<HourlyMarket> markets) {

    Optional<HourlyMarket> market(String ticker) {
        return markets.stream().filter(market -> market.ticker().equals(ticker)).findFirst();
    }

    List<String> tickers() {
        return markets.stream().map(HourlyMarket::ticker).toList();
    }
}
