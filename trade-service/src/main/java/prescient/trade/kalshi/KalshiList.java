package prescient.trade.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * One of the account's lists, newest first.
 *
 * @param name the list's last part of the path
 * @param field where its rows are in an answer
 */
public record KalshiList<T>(String name, String field, Function<JsonNode, T> reader) {

    public static final KalshiList<KalshiFill> FILLS = new KalshiList<>("fills", "fills", KalshiFill::read);
    public static final KalshiList<KalshiOrder> ORDERS = new KalshiList<>("orders", "orders", KalshiOrder::read);
    public static final KalshiList<KalshiSettlement> SETTLEMENTS =
            new KalshiList<>("settlements", "settlements", KalshiSettlement::read);
    public static final KalshiList<KalshiPosition> POSITIONS =
            new KalshiList<>("positions", "market_positions", KalshiPosition::read);
}
