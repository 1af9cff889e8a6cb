package prescient.bench.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import prescient.bench.Api;
import prescient.local.ServiceName;
import prescient.local.Suite;

/**
 * The markets of the hour on which something can be bought.
 *
 * @param closeTime when they all close
 * @param offers a side of a market each, with the books that were looked at
 */
record DeskMarkets(Instant closeTime, List<Offer> offers) {

    static final String SYMBOL = "BTC";
    static final String PRODUCT = "BTC-USD";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    DeskMarkets {
        offers = List.copyOf(offers);
    }

    /**
     * A side somebody sells.
     *
     * @param side {@code YES} or {@code NO}
     * @param strike dollars, as text
     * @param ask dollars
     */
    record Offer(String ticker, String side, String strike, BigDecimal ask) {}

    /** Waits until the suite's feeds know the hour, its books and a price. */
    static DeskMarkets await(Suite suite, Api api) throws InterruptedException {
        var market = suite.url(ServiceName.MARKET_INGEST);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var hour = api.find(market + "/books").map(DeskMarkets::of);
            if (hour.isPresent()
                    && !hour.get().offers().isEmpty()
                    && api.find(market + "/prices/" + PRODUCT + "/latest").isPresent()) {
                return hour.get();
            }
            Thread.sleep(Duration.ofMillis(250));
        }
        throw new IllegalStateException("the feeds know no hour, or no price, after " + PATIENCE.toSeconds() + " s");
    }

    /** Whoever bids for one side sells the other. */
    static DeskMarkets of(JsonNode hour) {
        var offers = new ArrayList<Offer>();
        for (var market : hour.path("markets")) {
            var ticker = market.path("ticker").asText();
            var strike = market.path("floor_strike").decimalValue().toPlainString();
            ask(market, "no_bid").ifPresent(ask -> offers.add(new Offer(ticker, "YES", strike, ask)));
            ask(market, "yes_bid").ifPresent(ask -> offers.add(new Offer(ticker, "NO", strike, ask)));
        }
        return new DeskMarkets(Instant.parse(hour.path("close_time").asText()), offers);
    }

    private static Optional<BigDecimal> ask(JsonNode market, String bidForTheOther) {
        return Optional.of(market.path(bidForTheOther).decimalValue())
                .filter(bid -> bid.signum() > 0)
                .map(BigDecimal.ONE::subtract);
    }
}
