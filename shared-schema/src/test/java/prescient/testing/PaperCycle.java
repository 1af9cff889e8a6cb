package prescient.testing;

import java.util.List;

/**
 * A trading cycle computed by hand: markets, the signals they bring in the order of execution, what the paper exchange
 * fills, what the books pay out.
 */
public final class PaperCycle {

    /** Dollars of a portfolio before it: enough for three of the four signals. */
    public static final String CASH = "350";

    /** Dollars spent on a signal. */
    public static final String AMOUNT = "100";

    /** @param resolution how it was decided in the end */
    public record Market(String id, String yes, String no, String resolution) {}

    /** @param code why it was denied, empty when it was filled */
    public record Signal(String marketId, String action, String price, String confidence, String reason, String code) {}

    /** @param payout dollars once the market was decided */
    public record Fill(String marketId, String price, String shares, String amount, String fee, String payout) {}

    /** The markets in the order of volume. */
    public static final List<Market> MARKETS = List.of(
            new Market("c1", "0.62", "0.38", "yes"),
            new Market("c2", "0.07", "0.93", "yes"),
            new Market("c3", "0.5", "0.5", "no"),
            new Market("c4", "0.9095", "0.0905", "void"),
            new Market("c5", "0.51", "0.49", "no"));

    /** The most confident first. */
    public static final List<Signal> SIGNALS = List.of(
            new Signal("c2", "buy_no", "0.93", "0.43", "NO price 0.930 > 0.50, buying NO at 0.930", ""),
            new Signal("c4", "buy_yes", "0.9095", "0.4095", "YES price 0.909 > 0.50, buying YES at 0.909", ""),
            new Signal("c1", "buy_yes", "0.62", "0.12", "YES price 0.620 > 0.50, buying YES at 0.620", ""),
            new Signal(
                    "c5",
                    "buy_yes",
                    "0.51",
                    "0.01",
                    "YES price 0.510 > 0.50, buying YES at 0.510",
                    "INSUFFICIENT_CASH"));

    /** In the order of the signals. */
    public static final List<Fill> FILLS = List.of(
            new Fill("c2", "0.93", "107.526881720430", "100.00", "0.00", "0.00"),
            new Fill("c4", "0.9095", "109.950522264981", "100.00", "0.00", "54.975261"),
            new Fill("c1", "0.62", "161.290322580645", "100.00", "0.00", "161.290323"));

    private PaperCycle() {}
}
