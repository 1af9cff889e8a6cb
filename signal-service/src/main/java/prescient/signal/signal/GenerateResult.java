package prescient.signal.signal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import prescient.money.Money;
import prescient.signal.market.Candidates;
import prescient.signal.strategy.Action;

/**
 * What a generation brought.
 *
 * @param runId the run
 * @param portfolioId whom the signals are for
 * @param strategy the strategy
 * @param events events market-ingest looked at
 * @param candidates events that passed the event filter
 * @param markets markets that passed the market filter
 * @param signals signals stored
 * @param buyYes of these, on YES
 * @param buyNo of these, on NO
 * @param totalAmount dollars all of them together would spend
 */
@JsonIgnoreProperties(ignoreUnknown = true) // a stored result may come from a later release
record GenerateResult(
        String runId,
        int portfolioId,
        String strategy,
        int events,
        int candidates,
        int markets,
        int signals,
        int buyYes,
        int buyNo,
        Money totalAmount) {

    static GenerateResult of(GenerateRequest request, Candidates found, List<Signal> signals) {
        int buyYes = (int) signals.stream()
                .filter(signal -> signal.action() == Action.BUY_YES)
                .count();
        return new GenerateResult(
                request.runId(),
                request.portfolioId(),
                request.strategy(),
                found.events(),
                found.candidates(),
                found.markets(),
                signals.size(),
                buyYes,
                signals.size() - buyYes,
                signals.stream().map(Signal::amount).reduce(Money.ZERO, Money::plus));
    }
}
