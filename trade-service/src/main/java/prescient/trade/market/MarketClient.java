package prescient.trade.market;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import prescient.problem.NeighbourFailure;
import prescient.trade.market.MarketHttp.IngestRequest;
import prescient.trade.market.MarketHttp.Quotes;
import prescient.trade.market.MarketHttp.RefreshRequest;

/** market-ingest-service as the trading side sees it. */
@ApplicationScoped
public class MarketClient {

    private static final String NAME = "market-ingest-service";
    private static final Duration QUOTES = Duration.ofSeconds(5);
    private static final Duration REFRESH = Duration.ofSeconds(60);
    private static final Duration INGEST = Duration.ofSeconds(120);

    /** Ids travel in the query string, which servers limit to a few kilobytes. */
    private static final int IDS_PER_CALL = 100;

    private static final int IDS_PER_REFRESH = 1000;

    private final MarketHttp http;

    MarketClient(@RestClient MarketHttp http) {
        this.http = http;
    }

    /** The stored quotes by market id; markets the ingest does not know are absent. */
    public Uni<Map<String, Quote>> quotes(Collection<String> marketIds) {
        return inParts(marketIds, IDS_PER_CALL, part -> NeighbourFailure.guard(NAME, QUOTES, http.prices(part)));
    }

    /** The quotes after asking the venue for these markets again. */
    public Uni<Map<String, Quote>> refreshed(Collection<String> marketIds) {
        return inParts(
                marketIds,
                IDS_PER_REFRESH,
                part -> NeighbourFailure.guard(NAME, REFRESH, http.refresh(new RefreshRequest(part))));
    }

    /** Takes in the venue's whole catalogue; repeating a finished run answers what it brought. */
    public Uni<IngestRun> ingest(String runId) {
        return NeighbourFailure.guard(NAME, INGEST, http.ingest(new IngestRequest(runId)));
    }

    private static Uni<Map<String, Quote>> inParts(
            Collection<String> marketIds, int size, Function<List<String>, Uni<Quotes>> call) {
        return Multi.createFrom()
                .iterable(parts(marketIds, size))
                .onItem()
                .transformToUniAndConcatenate(call::apply)
                .collect()
                .asList()
                .map(answers -> answers.stream()
                        .flatMap(answer -> answer.quotes().stream())
                        .collect(Collectors.toMap(Quote::marketId, quote -> quote, (first, second) -> second)));
    }

    private static List<List<String>> parts(Collection<String> ids, int size) {
        var distinct = ids.stream().distinct().toList();
        var parts = new ArrayList<List<String>>();
        for (int from = 0; from < distinct.size(); from += size) {
            parts.add(distinct.subList(from, Math.min(distinct.size(), from + size)));
        }
        return parts;
    }
}
