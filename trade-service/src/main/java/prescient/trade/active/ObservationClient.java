package prescient.trade.active;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.trade.active.ChanceHttp.Chances;
import prescient.trade.active.ChanceHttp.Question;
import prescient.trade.active.Observation.SeenBook;
import prescient.trade.active.Observation.SeenChance;
import prescient.trade.active.Observation.SeenPrice;
import prescient.trade.active.PriceHttp.Book;
import prescient.trade.active.PriceHttp.Latest;

/**
 * What market-ingest-service and forecast-service know now. Whoever does not answer in time, or does not know, leaves
 * the last known value as it is: the answers are empty then, never a failure.
 */
@ApplicationScoped
class ObservationClient {

    private static final Logger LOG = Logger.getLogger(ObservationClient.class);

    private final Function<String, Uni<Latest>> prices;
    private final Function<String, Uni<Book>> books;
    private final Function<Question, Uni<Chances>> chances;
    private final Duration patience;

    @Inject
    ObservationClient(@RestClient PriceHttp prices, @RestClient ChanceHttp chances, ActiveConfig config) {
        this(prices::latest, prices::book, chances::probabilities, config.patience());
    }

    /** Asks these. A class that implemented the wires' interfaces would be served as a resource. */
    ObservationClient(
            Function<String, Uni<Latest>> prices,
            Function<String, Uni<Book>> books,
            Function<Question, Uni<Chances>> chances,
            Duration patience) {
        this.prices = prices;
        this.books = books;
        this.chances = chances;
        this.patience = patience;
    }

    /** The newest price of an underlying. Its price feed knows BTC as BTC-USD. */
    Uni<Optional<SeenPrice>> price(String symbol) {
        var pair = symbol.contains("-") ? symbol : symbol + "-USD";
        return quietly(() -> prices.apply(pair).map(latest -> {
            var momentum = latest.momentum();
            return new SeenPrice(symbol, latest.price(), latest.at(), momentum == null ? null : momentum.score());
        }));
    }

    /** The best asks of a market: of a side, what the other side's best bid leaves of a dollar. */
    Uni<Optional<SeenBook>> book(String ticker) {
        return quietly(() ->
                books.apply(ticker).map(book -> new SeenBook(ticker, ask(book.no()), ask(book.yes()), book.at())));
    }

    private static @Nullable BigDecimal ask(List<List<BigDecimal>> bidsOfOther) {
        return bidsOfOther.isEmpty()
                ? null
                : BigDecimal.ONE.subtract(bidsOfOther.getFirst().getFirst());
    }

    /**
     * Probabilities of strikes that share a symbol and a close.
     *
     * @param at when it was asked, which is as of when they are
     */
    Uni<List<SeenChance>> chances(Question question, Instant marketCloseTime, Instant at) {
        return quietly(() -> chances.apply(question)
                        .map(answer -> answer.probabilities().stream()
                                .map(chance -> new SeenChance(
                                        question.symbol(), marketCloseTime, chance.strike(), chance.probWithin(), at))
                                .toList()))
                .map(answer -> answer.orElse(List.of()));
    }

    private <T> Uni<Optional<T>> quietly(Supplier<Uni<? extends T>> question) {
        return Uni.createFrom()
                .<T>deferred(question)
                .ifNoItem()
                .after(patience)
                .fail()
                .map(Optional::ofNullable)
                .onFailure()
                .invoke(failure -> LOG.debugf("nothing seen: %s", failure))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }
}
