package prescient.signal.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prescient.problem.RequestProblem;
import prescient.signal.strategy.Parameters;
import prescient.signal.strategy.StrategyDesk;

/** Takes in, shows, compares and cancels backtests; {@link RunDesk} runs them. */
@ApplicationScoped
class BacktestDesk {

    private final StrategyDesk strategies;
    private final BacktestTable table;
    private final VariantTable variants;
    private final TapeFile tapes;
    private final BacktestConfig config;
    private final InstantSource clock;
    private final ObjectMapper json;

    BacktestDesk(
            StrategyDesk strategies,
            BacktestTable table,
            VariantTable variants,
            TapeFile tapes,
            BacktestConfig config,
            InstantSource clock,
            ObjectMapper json) {
        this.strategies = strategies;
        this.table = table;
        this.variants = variants;
        this.tapes = tapes;
        this.config = config;
        this.clock = clock;
        this.json = json;
    }

    /** What became of a request. */
    record Taken(Backtest backtest, boolean fresh) {}

    /** Stores a backtest that will run as soon as those before it have ended; a repeat answers how it stands. */
    Uni<Taken> add(BacktestRequest request) {
        // 1 check
        var strategy = strategies.find(request.strategy());
        for (var name : Bounds.NOT_RECORDED) {
            if (request.filters().values().get(name) != null) {
                throw BacktestProblem.EVENT_FIGURES_NOT_RECORDED.with(name + " cannot be applied");
            }
        }
        if (request.filters().values().containsKey("at")) {
            throw RequestProblem.INVALID_FIELD.with("filters.at: a backtest has its own time");
        }
        int count = parameters(request).size();
        if (request.tape() != null) {
            tapes.find(request.tape());
        }

        // 2 store
        var fresh = new Backtest(
                request.id(),
                request,
                strategy.version(),
                BacktestStatus.QUEUED,
                false,
                null,
                null,
                Bounds.NOT_RECORDED,
                count,
                0,
                0,
                null,
                null,
                null,
                0,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null,
                null,
                hash(request));
        return table.add(fresh)
                .chain(added -> added
                        ? Uni.createFrom().item(new Taken(fresh, true))
                        : find(request.id()).map(known -> repeated(fresh, known)));
    }

    /** The parameters of each variant, checked by the strategy. */
    List<Parameters> parameters(BacktestRequest request) {
        var strategy = strategies.find(request.strategy());
        var sweep = Sweep.of(request);
        long wanted = request.draws() == null ? sweep.combinations() : Math.min(request.draws(), sweep.combinations());
        if (wanted > config.maxVariants()) {
            throw BacktestProblem.TOO_MANY_VARIANTS.with(
                    "%d variants, at most %d".formatted(wanted, config.maxVariants()));
        }
        var all = new ArrayList<Parameters>();
        for (Map<String, BigDecimal> values : sweep.variants(wanted, request.seed())) {
            all.add(strategies.parameters(strategy, new TreeMap<String, @Nullable BigDecimal>(values)));
        }
        return all;
    }

    /** A backtest with the results it has so far. */
    Uni<Backtest.Report> report(String id) {
        return find(id).chain(backtest -> variants.list(List.of(id))
                .map(stored -> new Backtest.Report(
                        backtest,
                        stored.stream().map(VariantTable.Stored::variant).toList())));
    }

    /** Fails with {@code NOT_FOUND} when there is none. */
    Uni<Backtest> find(String id) {
        return table.find(id)
                .map(found -> found.orElseThrow(() -> RequestProblem.NOT_FOUND.with("there is no backtest " + id)));
    }

    /** Ends it where it stands; what its finished variants brought is kept. A repeat is a success. */
    Uni<Backtest> cancel(String id) {
        return table.cancel(id, clock.instant())
                .map(found -> found.orElseThrow(() -> RequestProblem.NOT_FOUND.with("there is no backtest " + id)))
                .invoke(backtest -> {
                    if (!backtest.cancelRequested()) {
                        throw BacktestProblem.ALREADY_ENDED.with(
                                "backtest " + id + " is " + backtest.status().text());
                    }
                });
    }

    /** The results of these backtests side by side, in the order asked for. */
    Uni<Backtest.Comparison> compare(List<String> ids) {
        return Uni.join()
                .all(ids.stream().map(this::find).toList())
                .andFailFast()
                .chain(backtests -> variants.list(ids).map(stored -> comparison(backtests, stored)));
    }

    private static Backtest.Comparison comparison(List<Backtest> backtests, List<VariantTable.Stored> stored) {
        var byId = stored.stream()
                .collect(Collectors.groupingBy(
                        VariantTable.Stored::id,
                        Collectors.mapping(VariantTable.Stored::variant, Collectors.toList())));
        var lines = new ArrayList<Backtest.Line>();
        var inputs = new HashSet<String>();
        for (var backtest : backtests) {
            inputs.add(String.valueOf(backtest.inputHash()));
            var results = byId.getOrDefault(backtest.id(), List.of());
            results.forEach(result -> lines.add(new Backtest.Line(
                    backtest.id(),
                    backtest.request().strategy(),
                    backtest.status(),
                    backtest.inputHash(),
                    result.variant(),
                    result.parameters(),
                    result.figures())));
            if (results.isEmpty()) {
                lines.add(new Backtest.Line(
                        backtest.id(),
                        backtest.request().strategy(),
                        backtest.status(),
                        backtest.inputHash(),
                        null,
                        backtest.request().parameters(),
                        null));
            }
        }
        return new Backtest.Comparison(inputs.size() == 1 && !inputs.contains("null"), lines);
    }

    private static Taken repeated(Backtest fresh, Backtest known) {
        if (!known.requestHash().equals(fresh.requestHash())) {
            throw RequestProblem.CONTENT_DIFFERS.with("backtest " + fresh.id() + " was asked for with other content");
        }
        return new Taken(known, false);
    }

    /** Equal for requests of equal content; maps are sorted and numbers have one form. */
    private String hash(BacktestRequest request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(json.writeValueAsBytes(request)));
        } catch (NoSuchAlgorithmException | JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
