package prescient.paper;

import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

/** What a share is paid once its market has resolved. */
public enum Payout {
    WON,
    LOST,
    VOID;

    private static final Price HALF = Price.of("0.5");

    /**
     * For a side of a market.
     *
     * @param yes whether YES is held; else NO
     * @param resolution {@code yes}, {@code no} or {@code void}
     * @throws IllegalArgumentException for any other resolution
     */
    public static Payout of(boolean yes, String resolution) {
        return switch (resolution) {
            case "yes" -> yes ? WON : LOST;
            case "no" -> yes ? LOST : WON;
            case "void" -> VOID;
            default -> throw new IllegalArgumentException("a resolution is yes, no or void");
        };
    }

    /** Dollars per share: one, nothing, or half a dollar. */
    public Price share() {
        return switch (this) {
            case WON -> Price.ONE;
            case LOST -> Price.ZERO;
            case VOID -> HALF;
        };
    }

    /** Dollars for these shares. */
    public Money of(Quantity shares) {
        return shares.valueAt(share());
    }
}
