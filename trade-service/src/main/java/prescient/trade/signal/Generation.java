package prescient.trade.signal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What a strategy made of the catalogue.
 *
 * @param events events in the catalogue
 * @param candidates events that passed the filter
 * @param markets markets that passed the filter
 * @param signals signals generated
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Generation(int events, int candidates, int markets, int signals, int buyYes, int buyNo) {}
