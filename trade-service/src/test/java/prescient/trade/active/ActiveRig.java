package prescient.trade.active;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import prescient.trade.active.ChanceHttp.Chance;
import prescient.trade.active.ChanceHttp.Chances;
import prescient.trade.active.ChanceHttp.Question;
import prescient.trade.active.PriceHttp.Book;
import prescient.trade.active.PriceHttp.Latest;
import prescient.trade.active.PriceHttp.Score;
import prescient.trade.desk.DeskRig;

/** The supervisor beside the desk's rig, with feeds that a test speaks for. */
final class ActiveRig {

    final DeskRig desk = new DeskRig();
    final Feeds feeds = new Feeds();
    final ActiveTable table = new ActiveTable(DeskRig.pool(), DeskRig.JSON);
    final SettingsTable settings = new SettingsTable(DeskRig.pool());
    final ActiveConfig config = new Settings();
    final FeedWatch watch;
    final SuperviseDesk supervisor;

    ActiveRig() throws SQLException {
        desk.handlers.clear();
        desk.handlers.add(new SupervisorDesk(table, desk.clock));
        desk.restart();
        watch = new FeedWatch(config, desk.clock);
        supervisor = new SuperviseDesk(
                table,
                new ObservationClient(feeds::latest, feeds::book, feeds::probabilities, config.patience()),
                watch,
                config,
                desk.clock);
        rules(true, "40", 0, 60, true, "0.36");
    }

    private record Settings() implements ActiveConfig {
        @Override
        public Duration staleAfter() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration patience() {
            return Duration.ofMillis(800);
        }

        @Override
        public int concurrency() {
            return 16;
        }
    }

    /** What the neighbours say; a name without an entry is answered with a failure. */
    final class Feeds {
        final Map<String, String> prices = new HashMap<>(Map.of("BTC-USD", "118900"));
        final Map<String, String> momentum = new HashMap<>();
        final Map<String, String[]> books = new HashMap<>();
        final List<String> asked = new ArrayList<>();
        String within = "95";
        boolean silent;

        Uni<Latest> latest(String symbol) {
            asked.add(symbol);
            if (silent || !prices.containsKey(symbol)) {
                return Uni.createFrom().failure(new IllegalStateException("no price"));
            }
            var score = momentum.get(symbol);
            return Uni.createFrom()
                    .item(new Latest(
                            symbol,
                            new BigDecimal(prices.get(symbol)),
                            desk.clock.instant(),
                            new Score(score == null ? null : new BigDecimal(score))));
        }

        Uni<Book> book(String ticker) {
            asked.add(ticker);
            var bids = books.getOrDefault(ticker, new String[] {"0.90", "0.08"});
            return silent
                    ? Uni.createFrom().failure(new IllegalStateException("no book"))
                    : Uni.createFrom().item(new Book(ticker, desk.clock.instant(), bid(bids[0]), bid(bids[1])));
        }

        private static List<List<BigDecimal>> bid(String price) {
            return price == null ? List.of() : List.of(List.of(new BigDecimal(price), BigDecimal.TEN));
        }

        Uni<Chances> probabilities(Question question) {
            asked.add("chance " + question.symbol() + " " + question.ttcSeconds());
            return silent
                    ? Uni.createFrom().failure(new IllegalStateException("no forecast"))
                    : Uni.createFrom()
                            .item(new Chances(question.strikes().stream()
                                    .map(strike -> new Chance(strike, new BigDecimal(within)))
                                    .toList()));
        }
    }

    void rules(
            boolean probability,
            String threshold,
            int verification,
            int minClose,
            boolean spike,
            String spikeThreshold) {
        var before = DeskRig.got(settings.read());
        DeskRig.got(settings.change(
                new ActiveSettings(
                        before.version(),
                        probability,
                        new BigDecimal(threshold),
                        verification,
                        minClose,
                        spike,
                        new BigDecimal(spikeThreshold),
                        null,
                        null),
                "a test",
                Instant.EPOCH));
    }

    /** One second: the desk's round, the supervisor's look, and what follows of it. */
    List<String> second() {
        desk.rounds(1);
        var stops = supervisor.tick();
        return stops;
    }

    ActiveTrade active(String tradeId) {
        return DeskRig.got(table.list(5000)).stream()
                .filter(trade -> trade.tradeId().equals(tradeId))
                .findFirst()
                .orElseThrow();
    }

    boolean watches(String tradeId) {
        return DeskRig.got(table.list(5000)).stream()
                .anyMatch(trade -> trade.tradeId().equals(tradeId));
    }
}
