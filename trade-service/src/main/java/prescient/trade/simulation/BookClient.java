package prescient.trade.simulation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import prescient.problem.NeighbourFailure;

/** The books as market-ingest-service sees them now. */
@ApplicationScoped
@Typed(BookClient.class)
class BookClient implements Books {

    private static final Logger LOG = Logger.getLogger(BookClient.class);
    private static final String NAME = "market-ingest-service";
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final int AT_ONCE = 16;

    private final BookHttp http;

    BookClient(@RestClient BookHttp http) {
        this.http = http;
    }

    @Override
    public Uni<Map<String, Book>> of(Collection<String> tickers) {
        if (tickers.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var asked = tickers.stream().distinct().map(this::book).toList();
        return Uni.join()
                .all(asked)
                .usingConcurrencyOf(AT_ONCE)
                .andFailFast()
                .map(books ->
                        books.stream().flatMap(Optional::stream).collect(Collectors.toMap(Book::ticker, book -> book)));
    }

    /** A market without a book, and a neighbour that does not answer, are the same to an order: it waits. */
    private Uni<Optional<Book>> book(String ticker) {
        return NeighbourFailure.guard(NAME, DEADLINE, http.book(ticker))
                .map(BookHttp.WireBook::book)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.debugf("no book of %s: %s", ticker, failure.toString());
                    return Optional.empty();
                });
    }
}
