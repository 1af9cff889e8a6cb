package prescient.trade.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/**
 * Cash of the account.
 *
 * @param balance dollars
 * @param raw the payload as received
 */
public record KalshiBalance(BigDecimal balance, String raw) {

    static KalshiBalance read(JsonNode node) {
        var balance = Fields.dollars(node, "balance");
        if (balance == null) {
            throw new Fields.Unreadable("balance is missing");
        }
        return new KalshiBalance(balance, node.toString());
    }
}
