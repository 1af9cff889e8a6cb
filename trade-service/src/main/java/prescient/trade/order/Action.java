package prescient.trade.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Which outcome of a yes/no market is bought. */
public enum Action {
    BUY_YES("buy_yes"),
    BUY_NO("buy_no");

    private final String wire;

    Action(String wire) {
        this.wire = wire;
    }

    /** The name in JSON and in the database. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /**
     * Reads the name.
     *
     * @throws IllegalArgumentException for anything but the two names
     */
    @JsonCreator
    public static Action of(String wire) {
        for (var action : values()) {
            if (action.wire.equals(wire)) {
                return action;
            }
        }
        throw new IllegalArgumentException("action is buy_yes or buy_no");
    }
}
