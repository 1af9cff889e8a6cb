package prescient.trade.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.function.Function;
import prescient.json.JsonSettings;
import prescient.trade.kalshi.KalshiPage.Defect;

/** Reads answers and messages. A row that cannot be read is put aside and spoils no other. Safe for many threads. */
public final class KalshiParser {

    private final ObjectMapper json = JsonSettings.mapper();

    /** @throws IOException when the answer has no such list */
    public <T> KalshiPage<T> page(byte[] answer, KalshiList<T> list) throws IOException {
        var root = json.readTree(answer);
        var rows = root.path(list.field());
        if (!rows.isArray()) {
            throw new IOException("no list of " + list.field());
        }
        var items = new ArrayList<T>();
        var defects = new ArrayList<Defect>();
        for (var row : rows) {
            try {
                items.add(list.reader().apply(row));
            } catch (Fields.Unreadable unreadable) {
                defects.add(new Defect(unreadable.reason(), row.toString()));
            }
        }
        return new KalshiPage<>(items, defects, Fields.text(root, "cursor"));
    }

    /** @throws IOException when it holds no order */
    public KalshiOrder order(byte[] answer) throws IOException {
        return one(json.readTree(answer).path("order"), KalshiOrder::read);
    }

    /** @throws IOException when it holds no balance */
    public KalshiBalance balance(byte[] answer) throws IOException {
        return one(json.readTree(answer), KalshiBalance::read);
    }

    /** The tree of an answer or a message. */
    public JsonNode tree(byte[] text) throws IOException {
        return json.readTree(text);
    }

    /** A position as a message of the socket tells it. */
    public KalshiPosition positionOfSocket(JsonNode message) throws IOException {
        return one(message, KalshiPosition::readFromSocket);
    }

    private static <T> T one(JsonNode node, Function<JsonNode, T> reader) throws IOException {
        try {
            return reader.apply(node);
        } catch (Fields.Unreadable unreadable) {
            throw new IOException(unreadable.reason());
        }
    }
}
