package prescient.venuesim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recorded event, told as it was recorded until one of its markets is set by hand.
 *
 * @param id null when the record has none
 * @param text the recorded JSON without white space
 */
record TapeEvent(@Nullable String id, ObjectNode recorded, List<TapeMarket> markets, String text) implements Item {

    /** Takes what the legacy system added to the venue's event out again. */
    private static final String ADDED_BY_LEGACY_FILTER = "days_until_end";

    static TapeEvent of(ObjectNode recorded) {
        recorded.remove(ADDED_BY_LEGACY_FILTER);
        var markets = new ArrayList<TapeMarket>();
        for (var market : recorded.path("markets")) {
            if (market instanceof ObjectNode object) {
                markets.add(TapeMarket.of(object));
            }
        }
        return new TapeEvent(TapeMarket.idOf(recorded), recorded, List.copyOf(markets), recorded.toString());
    }

    /** As recorded; or because the last open market was closed by hand. */
    @Override
    public boolean closed(Moment moment) {
        return recorded.path("closed").asBoolean()
                || (changed(moment) && markets.stream().allMatch(market -> market.closed(moment)));
    }

    @Override
    public void appendTo(StringBuilder json, Moment moment) {
        if (!changed(moment)) {
            json.append(text);
            return;
        }
        var shell = recorded.deepCopy();
        shell.remove("markets");
        shell.put("closed", closed(moment));
        var head = shell.toString();
        json.append(head, 0, head.length() - 1).append(",\"markets\":[");
        for (int i = 0; i < markets.size(); i++) {
            if (i > 0) {
                json.append(',');
            }
            markets.get(i).appendTo(json, moment);
        }
        json.append("]}");
    }

    private boolean changed(Moment moment) {
        return markets.stream().anyMatch(market -> moment.overrides().of(market.id()) != null);
    }
}
