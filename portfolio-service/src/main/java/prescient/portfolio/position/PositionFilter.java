package prescient.portfolio.position;

import org.jspecify.annotations.Nullable;

/**
 * Which positions are wanted; null lets everything pass.
 *
 * @param status open, closed or settled
 * @param tradeId the one position of this trade
 * @param marketId positions in this market
 */
record PositionFilter(
        @Nullable String status,
        @Nullable String tradeId,
        @Nullable String marketId) {

    boolean takes(String itsStatus, String itsTradeId, String itsMarketId) {
        return (status == null || status.equals(itsStatus))
                && (tradeId == null || tradeId.equals(itsTradeId))
                && (marketId == null || marketId.equals(itsMarketId));
    }
}
