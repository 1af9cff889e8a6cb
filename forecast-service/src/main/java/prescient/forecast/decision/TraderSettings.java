package prescient.forecast.decision;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a run of the trader may do.
 *
 * @param env {@code demo} or {@code prod}; a part of every key
 * @param live whether orders are sent
 * @param anyHour false: a city is only looked at while its own clocks show the 13th hour
 * @param leastConfidence below it nothing is traded, 0 to 1
 * @param mostSpreadF above it nothing is traded, degrees Fahrenheit
 * @param sigmaFloorF least deviation where a city's error is not known, degrees Fahrenheit
 * @param sigmaFactor the spread is multiplied by it there
 * @param mostDollars of a run
 * @param mostDollarsPerCity of a run
 * @param mostCashShare of the cash, 0 to 1
 * @param mostContracts of an order
 * @param fixedContracts 0: as many as the money allows
 * @param learned false: all cities score the same before their confidence
 * @param leastCityShare of the run's money, 0 to 1
 * @param leastAskDepth with fewer contracts on offer the decision says so
 */
public record TraderSettings(
        String env,
        LocalDate tradeDate,
        boolean live,
        boolean anyHour,
        double leastConfidence,
        double mostSpreadF,
        double sigmaFloorF,
        double sigmaFactor,
        BigDecimal mostDollars,
        BigDecimal mostDollarsPerCity,
        BigDecimal mostCashShare,
        int mostContracts,
        int fixedContracts,
        boolean learned,
        double leastCityShare,
        int leastAskDepth) {}
