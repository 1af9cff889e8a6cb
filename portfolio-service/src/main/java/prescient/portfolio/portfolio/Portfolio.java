package prescient.portfolio.portfolio;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.portfolio.Input;

/**
 * A portfolio and its books, as it is answered. All amounts are dollars.
 *
 * @param balance cash, the reserved part included
 * @param totalInvested sum of the amounts ever invested, never reduced
 * @param totalProfitLoss realized plus unrealized
 * @param strategyConfig a JSON object, as it was given
 */
record Portfolio(
        int portfolioId,
        String name,
        String description,
        String strategyType,
        Money initialBalance,
        Money balance,
        Money reserved,
        Money totalInvested,
        Money totalProfitLoss,
        Money realizedPnl,
        Money unrealizedPnl,
        int openPositions,
        int tradeCount,
        Status status,
        Instant createdAt,
        Instant lastUpdated,
        @JsonRawValue String strategyConfig) {

    /** What two stores must agree on; reservations and settings are in one of them only. */
    Object figures() {
        return List.of(balance, totalInvested, realizedPnl, unrealizedPnl, openPositions, tradeCount);
    }

    /** Only an active portfolio reserves cash; what is already ordered is booked in any status. */
    enum Status {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("paused")
        PAUSED,
        @JsonProperty("archived")
        ARCHIVED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A portfolio to be created. The name is its id for the caller: the same content again changes nothing.
     *
     * @param initialBalance dollars it starts with, zero or more
     * @param strategyConfig a JSON object, empty when not given
     */
    record Creation(
            String name,
            @Nullable String description,
            String strategyType,
            Money initialBalance,
            @Nullable JsonNode strategyConfig) {

        Creation {
            checkName(name);
            description = description == null ? "" : Input.text("description", description);
            Input.text("strategy_type", strategyType);
            Input.notNegative("initial_balance", initialBalance);
            if (strategyConfig != null && !strategyConfig.isNull() && !strategyConfig.isObject()) {
                throw new IllegalArgumentException("strategy_config is not an object");
            }
        }

        String configText() {
            return strategyConfig == null || strategyConfig.isNull() ? "{}" : strategyConfig.toString();
        }
    }

    static String checkName(@Nullable String name) {
        var text = Input.text("name", name);
        if (text.isBlank() || text.length() > 255) {
            throw new IllegalArgumentException("name needs 1 to 255 characters");
        }
        return text;
    }

    /** What a PATCH sets; null leaves a field as it is. */
    record Change(
            @Nullable String name,
            @Nullable String description,
            @Nullable String strategyType,
            @Nullable Status status,
            @Nullable String strategyConfig) {}
}
