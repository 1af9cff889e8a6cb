package prescient.trade.portfolio;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import prescient.problem.NeighbourFailure;
import prescient.trade.portfolio.PortfolioHttp.Booked;
import prescient.trade.portfolio.PortfolioHttp.Reservations;
import prescient.trade.portfolio.PortfolioHttp.Reserved;

/** portfolio-service as the trading side sees it. Every call here is repeatable by its ids. */
@ApplicationScoped
public class PortfolioClient {

    private static final String NAME = "portfolio-service";
    private static final Duration BOOKING = Duration.ofSeconds(10);
    private static final Duration VALUATION = Duration.ofSeconds(30);

    private final PortfolioHttp http;

    PortfolioClient(@RestClient PortfolioHttp http) {
        this.http = http;
    }

    /** Holds cash for the orders, answered in their order. */
    public Uni<List<ReservationResult>> reserve(List<Reservation> reservations) {
        return guard(http.reserve(new Reservations(reservations))).map(Reserved::results);
    }

    /** Frees what is held for these orders; repeating it changes nothing. */
    public Uni<Void> release(List<String> orderIds) {
        return guard(http.release(Map.of("order_ids", orderIds))).replaceWithVoid();
    }

    /** Books fills, as stored in the outbox. */
    public Uni<List<BookingResult>> bookFills(List<JsonNode> fills) {
        return guard(http.fills(Map.of("fills", fills))).map(Booked::results);
    }

    /** Books settlements, as stored in the outbox. */
    public Uni<List<BookingResult>> bookSettlements(List<JsonNode> settlements) {
        return guard(http.settlements(Map.of("settlements", settlements))).map(Booked::results);
    }

    /** Values the portfolio at the latest prices. */
    public Uni<Valuation> value(int portfolioId) {
        return NeighbourFailure.guard(NAME, VALUATION, http.value(portfolioId, Map.of()));
    }

    /** Writes the portfolio's snapshot under this id. */
    public Uni<Void> snapshot(int portfolioId, String snapshotId) {
        return guard(http.snapshot(portfolioId, Map.of("snapshot_id", snapshotId)))
                .replaceWithVoid();
    }

    /** Adds up the whole ledger. */
    public Uni<LedgerCheck> checkLedger() {
        return NeighbourFailure.guard(NAME, VALUATION, http.ledgerCheck());
    }

    private static <T> Uni<T> guard(Uni<T> call) {
        return NeighbourFailure.guard(NAME, BOOKING, call);
    }
}
