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
import prescient.page.QueryChunks;
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

    private static final int IDS_PER_REFRESH = 1000;

    private final MarketHttp http;

    MarketClient(@RestClient MarketHttp http) {
        this.http = http;
    }

    /** The stored quotes by market id; markets the ingest does not know are absent. */
    public Uni<Map<String, Quote>> quotes(Collection<String> marketIds) {
        var parts = QueryChunks.of(distinct(marketIds), "market_id");
        return merged(parts, part -> NeighbourFailure.guard(NAME, QUOTES, http.prices(part)));
    }

    /** The quotes after asking the venue for these markets again. */
    public Uni<Map<String, Quote>> refreshed(Collection<String> marketIds) {
        var parts = new ArrayList<List<String>>();
        var distinct = distinct(marketIds);
        for (int from = 0; from < distinct.size(); from += IDS_PER_REFRESH) {
            parts.add(distinct.subList(from, Math.min(distinct.size(), from + IDS_PER_REFRESH)));
        }
        return merged(parts, part -> NeighbourFailure.guard(NAME, REFRESH, http.refresh(new RefreshRequest(part))));
    }

    /** Takes in the venue's whole catalogue; repeating a finished run answers what it brought. */
    public Uni<IngestRun> ingest(String runId) {
        return NeighbourFailure.guard(NAME, INGEST, http.ingest(new IngestRequest(runId)));
    }

    private static List<String> distinct(Collection<String> ids) {
        return ids.stream().distinct().toList();
    }

    private static Uni<Map<String, Quote>> merged(List<List<String>> parts, Function<List<String>, Uni<Quotes>> call) {
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(call::apply)
                .collect()
                .asList()
                .map(answers -> answers.stream()
                        .flatMap(answer -> answer.quotes().stream())
                        .collect(Collectors.toMap(Quote::marketId, quote -> quote, (first, second) -> second)));
    }
}
