package prescient.signal.strategy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which side of a market to buy. */
public enum Action {
    BUY_YES,
    BUY_NO;

    /** As written in JSON and in the database, for instance {@code buy_yes}. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The action of that text.
     *
     * @throws IllegalArgumentException for any other text
     */
    @JsonCreator
    public static Action of(String text) {
        for (var action : values()) {
            if (action.text().equals(text)) {
                return action;
            }
        }
        throw new IllegalArgumentException("an action is buy_yes or buy_no");
    }
}
