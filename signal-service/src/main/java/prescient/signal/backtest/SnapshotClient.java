package prescient.signal.backtest;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;
import prescient.page.Page;
import prescient.problem.RequestProblem;

/** Reads what market-ingest-service recorded, page by page. Blocks. */
@ApplicationScoped
class SnapshotClient {

    private static final int PAGE = 1000;
    private static final int RETRIES = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SnapshotHttp http;
    private final BacktestConfig config;

    SnapshotClient(@RestClient SnapshotHttp http, BacktestConfig config) {
        this.http = http;
        this.config = config;
    }

    /**
     * Everything of the plan's range.
     *
     * @param goesOn is asked before each page; false ends reading
     * @return empty when reading was ended; fails with a refusal when there is too much, or no answer
     */
    Optional<Recording> read(Plan plan, BooleanSupplier goesOn) {
        var draft = new RecordingDraft(config.maxSnapshots());
        var from = plan.from().toString();
        var to = plan.to().plus(1, ChronoUnit.MICROS).toString();
        @Nullable String cursor = null;
        do {
            if (!goesOn.getAsBoolean()) {
                return Optional.empty();
            }
            Page<RecordedRow> page = answer(http.list(from, to, cursor, PAGE));
            page.items().forEach(draft::add);
            cursor = page.nextCursor();
        } while (cursor != null);
        var ids = draft.marketIds();
        for (int i = 0; i < ids.size(); i += PAGE) {
            var some = ids.subList(i, Math.min(ids.size(), i + PAGE));
            List<RecordedMarket> known = answer(http.markets(Map.of("market_ids", some)));
            known.forEach(market -> draft.know(market.asOf(plan.to())));
        }
        return Optional.of(draft.done());
    }

    private static <T> T answer(Uni<T> request) {
        return request.onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE)
                .atMost(RETRIES)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .transform(failure -> RequestProblem.NEIGHBOUR_UNAVAILABLE.with(
                        "market-ingest did not tell its snapshots: " + failure.getMessage()))
                .await()
                .indefinitely();
    }
}
