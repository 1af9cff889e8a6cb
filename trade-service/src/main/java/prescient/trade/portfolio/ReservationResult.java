package prescient.trade.portfolio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/**
 * Whether cash is held for an order.
 *
 * @param outcome {@code reserved}, {@code insufficient_cash}, {@code portfolio_not_found},
 *     {@code portfolio_not_active}, or {@code released} or {@code content_differs} when the id was used before
 * @param available dollars free after it, null when there is no such portfolio
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReservationResult(
        String orderId, String outcome, @Nullable Money available) {}
