package prescient.portfolio.portfolio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.portfolio.books.Books;
import prescient.portfolio.books.Holding;
import prescient.portfolio.books.PortfolioFeature;

/** The document that the database writes as JSON, from the books of the legacy file. */
@ApplicationScoped
class PaperPortfolioFile {

    /** As the database writes it: always six decimals. */
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final PortfolioFeature feature;
    private final InstantSource clock;
    private final ObjectMapper json;

    PaperPortfolioFile(PortfolioFeature feature, InstantSource clock, ObjectMapper json) {
        this.feature = feature;
        this.clock = clock;
        this.json = json;
    }

    Optional<PaperPortfolioTable.Document> read(@Nullable Integer portfolioId, int positions) {
        if (portfolioId != null && portfolioId != Books.PORTFOLIO) {
            return Optional.empty();
        }
        return feature.live().ask(books -> {
            boolean active = books.header().settings().status().equals("active");
            return portfolioId == null && !active
                    ? Optional.empty()
                    : Optional.of(new PaperPortfolioTable.Document(Books.PORTFOLIO, document(books, positions)));
        });
    }

    List<PaperPortfolioTable.Held> held(int portfolioId) {
        if (portfolioId != Books.PORTFOLIO) {
            return List.of();
        }
        return feature.live()
                .ask(books -> books.open()
                        .map(holding -> new PaperPortfolioTable.Held(
                                holding.trade().tradeId(),
                                LegacyFigures.Held.of(holding, holding.worth().lastPrice())))
                        .toList());
    }

    private String document(Books books, int positions) {
        var header = books.header();
        var cost = books.positionsCost();
        var unrealized = books.unrealized();
        var root = json.createObjectNode();
        root.put("message", "Current portfolio retrieved");
        root.put("portfolio_id", Books.PORTFOLIO);
        var portfolio = root.putObject("portfolio");
        portfolio.put("balance", header.balance().amount());
        var list = portfolio.putArray("positions");
        books.open()
                .sorted(Comparator.comparing(
                                (Holding holding) -> holding.trade().at())
                        .thenComparingLong(Holding::place)
                        .reversed())
                .limit(positions)
                .forEach(holding -> position(list.addObject(), holding));
        portfolio.put("total_invested", header.invested().amount());
        portfolio.put("total_profit_loss", header.realized().plus(unrealized).amount());
        portfolio.put("trade_count", header.trades());
        portfolio.put("created_at", utc(header.createdAt()));
        portfolio.put("last_updated", utc(header.lastUpdated()));
        portfolio.put("last_price_update", utc(header.lastPriceUpdate()));
        var summary = root.putObject("summary");
        summary.put("total_value", header.balance().plus(cost).plus(unrealized).amount());
        summary.put("open_positions", books.openPositions());
        summary.put("total_invested", header.invested().amount());
        summary.put("unrealized_pnl", unrealized.amount());
        summary.put("realized_pnl", header.realized().amount());
        summary.put("positions_cost", cost.amount());
        summary.put("positions_value", cost.plus(unrealized).amount());
        summary.put("reserved", header.reserved().amount());
        summary.put("available", header.balance().minus(header.reserved()).amount());
        root.put("timestamp", utc(clock.instant()));
        try {
            return json.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void position(ObjectNode node, Holding holding) {
        var lot = holding.lot();
        var worth = holding.worth();
        var ending = holding.ending();
        var price = worth.lastPrice();
        var exit = ending.exitPrice();
        node.put("trade_id", holding.trade().tradeId());
        node.put("market_id", holding.trade().marketId());
        node.put("market_question", holding.trade().marketQuestion());
        node.put("action", holding.trade().action());
        node.put("amount", lot.amount().amount());
        node.put("entry_price", lot.entryPrice().value());
        node.put("entry_timestamp", utc(holding.trade().at()));
        node.put("status", ending.status());
        node.put("current_pnl", worth.currentPnl().amount());
        node.put("realized_pnl", dollars(ending.realized()));
        node.put("exit_price", exit == null ? null : exit.value());
        node.put("exit_timestamp", utc(ending.exitAt()));
        node.put("shares", lot.shares().shares());
        node.put("cost", lot.cost().amount());
        node.put("fees", lot.fees().amount());
        node.put("last_price", price == null ? null : price.value());
        node.put("last_price_at", utc(worth.lastPriceAt()));
    }

    private static @Nullable BigDecimal dollars(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    private static @Nullable String utc(@Nullable Instant at) {
        return at == null ? null : UTC.format(at);
    }
}
