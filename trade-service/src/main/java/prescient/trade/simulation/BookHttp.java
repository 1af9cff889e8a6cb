package prescient.trade.simulation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.money.Quantity;

/** The wire to market-ingest-service; package-private so that callers go through the guarded client. */
@Path("/")
@Consumes("application/json")
@RegisterRestClient(configKey = "market-ingest")
interface BookHttp {

    @GET
    @Path("books/{ticker}")
    Uni<WireBook> book(@PathParam("ticker") String ticker);

    /**
     * A book as it is told.
     *
     * @param stale true when the book may have changed since; null counts as false
     * @param yes bids for YES as {@code [price in dollars, count]}, best first; a third number says since when the
     *     level is so, in seconds since 1970
     * @param priceRanges the tick grid; null for whole cents
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record WireBook(
            String ticker,
            Instant at,
            @Nullable Boolean stale,
            @Nullable Instant closeTime,
            List<List<BigDecimal>> yes,
            List<List<BigDecimal>> no,
            @Nullable List<TickGrid.Range> priceRanges) {

        public WireBook {
            Objects.requireNonNull(ticker, "a book has no ticker");
            Objects.requireNonNull(at, "a book has no time");
            yes = yes == null ? List.of() : List.copyOf(yes);
            no = no == null ? List.of() : List.copyOf(no);
        }

        /** The book; empty when it is stale, because nobody knows what could be had of it. */
        Optional<Book> book() {
            if (Boolean.TRUE.equals(stale)) {
                return Optional.empty();
            }
            var grid = priceRanges == null || priceRanges.isEmpty() ? TickGrid.CENTS : new TickGrid(priceRanges);
            return Optional.of(new Book(ticker, at, closeTime, levels(yes), levels(no), grid));
        }

        private static List<Book.Level> levels(List<List<BigDecimal>> levels) {
            return levels.stream()
                    .map(level -> new Book.Level(
                            new Price(level.get(0)),
                            new Quantity(level.get(1)),
                            level.size() < 3 ? null : instant(level.get(2))))
                    .filter(level -> level.count().shares().signum() > 0)
                    .toList();
        }

        private static Instant instant(BigDecimal seconds) {
            var whole = seconds.setScale(0, RoundingMode.FLOOR);
            return Instant.ofEpochSecond(
                    whole.longValueExact(),
                    seconds.subtract(whole).movePointRight(9).longValue());
        }
    }
}
