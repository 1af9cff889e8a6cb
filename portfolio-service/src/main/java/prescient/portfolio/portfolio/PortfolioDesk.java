package prescient.portfolio.portfolio;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import prescient.page.Page;
import prescient.portfolio.Input;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;

/** Creates, changes and stops portfolios. */
@ApplicationScoped
class PortfolioDesk {

    private static final Set<String> RESTRICTED = Set.of(
            "portfolio_id",
            "initial_balance",
            "balance",
            "current_balance",
            "reserved",
            "total_invested",
            "total_profit_loss",
            "realized_pnl",
            "unrealized_pnl",
            "open_positions",
            "trade_count",
            "created_at",
            "last_updated");

    private final PortfolioStore store;
    private final Set<String> strategies;

    PortfolioDesk(
            PortfolioStore store, @ConfigProperty(name = "prescient.portfolio.strategies") List<String> strategies) {
        this.store = store;
        this.strategies = Set.copyOf(strategies);
    }

    /** The portfolio. @return fails with {@code PORTFOLIO_NOT_FOUND} */
    Uni<Portfolio> find(int portfolioId) {
        return store.find(portfolioId).map(found -> found.orElseThrow(() -> unknown(portfolioId)));
    }

    Uni<Page<Portfolio>> list(long afterId, @Nullable String status, int limit) {
        return store.list(afterId, status == null ? null : status(status), limit + 1)
                .map(rows -> Page.of(rows, limit, last -> String.valueOf(last.portfolioId())));
    }

    /** Creates it, or finds the one that was created with the same content. */
    Uni<Portfolio> create(Portfolio.Creation creation) {
        checkStrategy(creation.strategyType());
        return store.create(creation).flatMap(id -> id.isPresent() ? find(id.get()) : existing(creation));
    }

    private Uni<Portfolio> existing(Portfolio.Creation creation) {
        return store.same(creation)
                .map(same -> same.orElseThrow(() -> PortfolioProblem.NAME_TAKEN.with("name " + creation.name())));
    }

    private static Refused unknown(int portfolioId) {
        return PortfolioProblem.PORTFOLIO_NOT_FOUND.with("portfolio " + portfolioId);
    }

    /** Sets the fields that are given; {@code strategy_config} is replaced, not merged. */
    Uni<Portfolio> change(int portfolioId, Map<String, JsonNode> fields) {
        var change = changeOf(fields);
        return store.change(portfolioId, change).flatMap(done -> find(portfolioId));
    }

    /** Pauses or resumes. @return the portfolio's name and its status before */
    Uni<PortfolioTable.Before> setStatus(int portfolioId, Portfolio.Status status) {
        return store.setStatus(portfolioId, status).map(found -> {
            var before = found.orElseThrow(() -> unknown(portfolioId));
            if (before.status() == Portfolio.Status.ARCHIVED) {
                throw PortfolioProblem.PORTFOLIO_ARCHIVED.with("portfolio " + portfolioId + " is archived");
            }
            return before;
        });
    }

    private Portfolio.Change changeOf(Map<String, JsonNode> fields) {
        for (var field : fields.keySet()) {
            if (RESTRICTED.contains(field)) {
                throw PortfolioProblem.RESTRICTED_FIELD.with(field + " cannot be set");
            }
            if (!Set.of("name", "description", "strategy_type", "status", "strategy_config")
                    .contains(field)) {
                throw RequestProblem.INVALID_FIELD.with("unknown field " + field);
            }
        }
        try {
            var strategy = textOf(fields, "strategy_type");
            if (strategy != null) {
                checkStrategy(strategy);
            }
            var status = textOf(fields, "status");
            var name = textOf(fields, "name");
            return new Portfolio.Change(
                    name == null ? null : Portfolio.checkName(name),
                    textOf(fields, "description"),
                    strategy,
                    status == null ? null : status(status),
                    configOf(fields.get("strategy_config")));
        } catch (IllegalArgumentException wrong) {
            throw RequestProblem.INVALID_FIELD.with(String.valueOf(wrong.getMessage()));
        }
    }

    private static @Nullable String textOf(Map<String, JsonNode> fields, String field) {
        var value = fields.get(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw RequestProblem.INVALID_FIELD.with(field + " is not a text");
        }
        return Input.text(field, value.textValue());
    }

    private static @Nullable String configOf(@Nullable JsonNode config) {
        if (config == null) {
            return null;
        }
        if (!config.isObject()) {
            throw RequestProblem.INVALID_FIELD.with("strategy_config is not an object");
        }
        return config.toString();
    }

    private void checkStrategy(String strategy) {
        if (!strategies.contains(strategy)) {
            throw PortfolioProblem.UNKNOWN_STRATEGY.with("strategy_type " + strategy);
        }
    }

    private static Portfolio.Status status(String word) {
        for (var status : Portfolio.Status.values()) {
            if (status.word().equals(word)) {
                return status;
            }
        }
        throw RequestProblem.INVALID_FIELD.with(
                "status is none of active, paused, archived: " + word.toLowerCase(Locale.ROOT));
    }
}
