package prescient.trade.active;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prescient.trade.active.ChanceHttp.Question;
import prescient.trade.active.FeedWatch.Feed;
import prescient.trade.active.Observation.Seen;
import prescient.trade.active.Observation.SeenBook;
import prescient.trade.active.Observation.SeenChance;
import prescient.trade.active.Observation.SeenPrice;
import prescient.trade.active.Observation.Wanted;

/** Looks at every watched trade once. Blocks; on a virtual thread. */
@ApplicationScoped
class SuperviseDesk {

    private static final Duration SQL = Duration.ofSeconds(10);

    /** The forecast answers up to a day; a market that is further away is judged as if a day were left. */
    private static final long LONGEST = 86_400;

    private static final int STRIKES = 1000;

    private final ActiveTable table;
    private final ObservationClient feeds;
    private final FeedWatch watch;
    private final ActiveConfig config;
    private final InstantSource clock;

    SuperviseDesk(
            ActiveTable table, ObservationClient feeds, FeedWatch watch, ActiveConfig config, InstantSource clock) {
        this.table = table;
        this.feeds = feeds;
        this.watch = watch;
        this.config = config;
        this.clock = clock;
    }

    /** One second of supervision; answers the trades that a stop was asked for. */
    List<String> tick() {
        // 1. What is there to look at?
        var wanted = table.wanted().await().atMost(SQL);
        // 2. Prices and books, each asked for once.
        var symbols = distinct(wanted, Wanted::symbol);
        var tickers = distinct(wanted, Wanted::ticker);
        var books = all(tickers, feeds::book);
        var prices = all(symbols, feeds::price);
        // 3. Probabilities at the newest price there is, however old.
        var chances = chances(wanted, prices);
        // 4. Whoever is silent is told of, and no trade loses its protection for it.
        watch.heard(Feed.PRICE, symbols, times(prices, SeenPrice::symbol, SeenPrice::at));
        watch.heard(Feed.BOOK, tickers, times(books, SeenBook::ticker, SeenBook::at));
        var judged = distinct(wanted, known -> known.strike() == null ? null : known.symbol());
        watch.heard(Feed.PROBABILITY, judged, times(chances, SeenChance::symbol, SeenChance::at));
        // 5. All trades at once: what was seen, what follows, and stops.
        return wanted.isEmpty()
                ? List.of()
                : table.tick(new Seen(prices, books, chances), clock.instant())
                        .await()
                        .atMost(SQL);
    }

    private static List<String> distinct(List<Wanted> wanted, Function<Wanted, @Nullable String> name) {
        return List.copyOf(
                wanted.stream().map(name).filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new)));
    }

    private <T> List<T> all(List<String> names, Function<String, Uni<Optional<T>>> question) {
        return Multi.createFrom()
                .iterable(names)
                .onItem()
                .transformToUni(question::apply)
                .merge(config.concurrency())
                .collect()
                .asList()
                .await()
                .atMost(SQL)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static <T> Map<String, Instant> times(List<T> seen, Function<T, String> name, Function<T, Instant> time) {
        return seen.stream().collect(Collectors.toMap(name, time, (one, other) -> one.isBefore(other) ? one : other));
    }

    /** A symbol and a close, which share one question. */
    private record Group(String symbol, Instant marketCloseTime) {}

    private List<SeenChance> chances(List<Wanted> wanted, List<SeenPrice> prices) {
        Map<String, SeenPrice> newest = new HashMap<>();
        for (var known : wanted) {
            if (known.symbol() != null && known.price() != null) {
                newest.put(
                        known.symbol(), new SeenPrice(known.symbol(), known.price(), Instant.EPOCH, known.momentum()));
            }
        }
        prices.forEach(price -> newest.put(price.symbol(), price));
        Map<Group, TreeSet<BigDecimal>> groups = new HashMap<>();
        for (var known : wanted) {
            if (known.symbol() != null && known.strike() != null && newest.containsKey(known.symbol())) {
                groups.computeIfAbsent(new Group(known.symbol(), known.marketCloseTime()), key -> new TreeSet<>())
                        .add(known.strike());
            }
        }
        var questions = new ArrayList<Uni<List<SeenChance>>>();
        groups.forEach((group, strikes) ->
                questions.add(ask(group, Objects.requireNonNull(newest.get(group.symbol())), List.copyOf(strikes))));
        return Multi.createFrom()
                .iterable(questions)
                .onItem()
                .transformToUni(question -> question)
                .merge(config.concurrency())
                .collect()
                .asList()
                .await()
                .atMost(SQL)
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private Uni<List<SeenChance>> ask(Group group, SeenPrice price, List<BigDecimal> strikes) {
        var now = clock.instant();
        var left = Duration.between(now, group.marketCloseTime()).toSeconds();
        var question = new Question(
                group.symbol(),
                price.price(),
                Math.toIntExact(Math.clamp(left, 0, LONGEST)),
                price.momentum(),
                strikes.subList(0, Math.min(STRIKES, strikes.size())));
        return feeds.chances(question, group.marketCloseTime(), now);
    }
}
