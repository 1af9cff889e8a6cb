package prescient.signal.entry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;

/**
 * A strike as forecast-service shows it; see there for how its figures are made.
 *
 * @param strike dollars
 * @param probability percent, that the price stays on its side of the strike
 * @param yesAsk cents; 100 when nobody sells
 * @param noAsk cents
 * @param yesDiff points
 * @param noDiff points
 * @param volume contracts
 * @param activeSide {@code yes} or {@code no}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StrikeRow(
        BigDecimal strike,
        BigDecimal buffer,
        BigDecimal bufferPct,
        BigDecimal probability,
        BigDecimal yesAsk,
        BigDecimal noAsk,
        BigDecimal yesDiff,
        BigDecimal noDiff,
        BigDecimal volume,
        String ticker,
        String activeSide) {

    private static final String NO = "no";

    public StrikeRow {
        if (!activeSide.equals("yes") && !activeSide.equals(NO)) {
            throw new IllegalArgumentException("active_side is yes or no");
        }
    }

    /** The likely side: {@code YES} or {@code NO}. */
    String side() {
        return activeSide.equals(NO) ? "NO" : "YES";
    }

    /** Cents, what the likely side costs. */
    BigDecimal ask() {
        return activeSide.equals(NO) ? noAsk : yesAsk;
    }

    /** Points by which the likely side is more probable than it costs. */
    BigDecimal differential() {
        return activeSide.equals(NO) ? noDiff : yesDiff;
    }
}
