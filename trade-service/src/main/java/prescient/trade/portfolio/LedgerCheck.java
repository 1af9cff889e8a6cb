package prescient.trade.portfolio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Whether the books add up. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LedgerCheck(boolean balanced) {}
