package prescient.trade.desk;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.trade.venue.Answer;
import prescient.trade.venue.Page;
import prescient.trade.venue.Venue;
import prescient.trade.venue.VenueFill;
import prescient.trade.venue.VenueOrder;
import prescient.trade.venue.VenueSettlement;

/** The venue of the desk's environment, asked with a limit to its patience. Blocks; on a virtual thread. */
@ApplicationScoped
class DeskExchange {

    private static final Logger LOG = Logger.getLogger(DeskExchange.class);

    private final List<Venue> venues;
    private final String environment;
    private final Duration patience;
    private final int page;
    private final InstantSource clock;
    private volatile @Nullable Instant answeredAt;

    @Inject
    DeskExchange(@Any Instance<Venue> venues, DeskConfig config, InstantSource clock) {
        this(venues.stream().toList(), config, clock);
    }

    DeskExchange(List<Venue> venues, DeskConfig config, InstantSource clock) {
        this.venues = List.copyOf(venues);
        this.environment = config.environment();
        this.patience = config.askTimeout();
        this.page = config.page();
        this.clock = clock;
    }

    String environment() {
        return environment;
    }

    /** There is a venue for the environment. */
    boolean present() {
        return venue().isPresent();
    }

    private Optional<Venue> venue() {
        return venues.stream()
                .filter(venue -> venue.environment().equals(environment))
                .findFirst();
    }

    private Venue required() {
        return venue().orElseThrow(() -> DeskProblem.NO_VENUE.with("environment " + environment));
    }

    /** Asks; whatever goes wrong on the way is unknown, never a rejection. */
    Answer ask(Ask ask, String ticker, DeskOrder order) {
        var venue = required();
        try {
            var answer = switch (ask) {
                case SUBMIT ->
                    venue.submit(new VenueOrder(
                            order.clientOrderId(),
                            ticker,
                            order.side(),
                            order.count(),
                            order.limit(),
                            order.timeInForce()));
                case FIND -> venue.find(order.clientOrderId());
                case CANCEL -> venue.cancel(order.clientOrderId());
            };
            return answer.await().atMost(patience);
        } catch (TimeoutException slow) {
            return new Answer.Unknown("no answer within " + patience);
        } catch (RuntimeException failure) {
            return new Answer.Unknown(failure.toString());
        }
    }

    /** The next fills; none when the venue does not say. */
    Page<VenueFill> fills(@Nullable String cursor) {
        return page("fills", cursor, venue -> venue.fills(cursor, page));
    }

    /** The next settlements; none when the venue does not say. */
    Page<VenueSettlement> settlements(@Nullable String cursor) {
        return page("settlements", cursor, venue -> venue.settlements(cursor, page));
    }

    private <T> Page<T> page(String what, @Nullable String cursor, Function<Venue, Uni<Page<T>>> question) {
        try {
            var answer = question.apply(required()).await().atMost(patience);
            answeredAt = clock.instant();
            return answer;
        } catch (RuntimeException failure) {
            LOG.debugf("no %s from the venue: %s", what, failure);
            return new Page<>(List.of(), cursor);
        }
    }

    /** When the venue last gave a page; null before it did. */
    @Nullable Instant answeredAt() {
        return answeredAt;
    }
}
