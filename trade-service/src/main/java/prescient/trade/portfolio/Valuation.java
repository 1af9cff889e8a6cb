package prescient.trade.portfolio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import prescient.money.Money;

/** What a portfolio is worth; all amounts in dollars. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Valuation(Money cash, Money reserved, Money positionsValue, Money totalValue, int openPositions) {}
