package prescient.trade.cutover;

import java.math.BigDecimal;

/**
 * What is kept in memory of a trade in {@code paper_trades.json}.
 *
 * @param position place in the file, from 0
 * @param amount dollars it cost
 * @param entryPrice dollars a share
 */
public record Held(
        String tradeId,
        long position,
        String marketId,
        String action,
        BigDecimal amount,
        BigDecimal entryPrice,
        String status) {

    /** It still holds its shares. */
    public boolean open() {
        return status.equals("open");
    }
}
