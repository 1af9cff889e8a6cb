package prescient.trade.account;

import java.util.Locale;

/** What an account consists of. Orders come after fills, so that a fill's order is known soon after it. */
public enum Part {
    BALANCE,
    POSITIONS,
    FILLS,
    ORDERS,
    SETTLEMENTS;

    /** As routes and tables name it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
