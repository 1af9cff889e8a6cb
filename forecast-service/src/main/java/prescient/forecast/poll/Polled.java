package prescient.forecast.poll;

import java.util.Map;

/**
 * What came of asking all stations once.
 *
 * @param changed readings that were new, or of which more was known than before
 * @param repeated readings that are kept already
 * @param missing why there is no reading, by city
 */
record Polled(int changed, int repeated, Map<String, String> missing) {

    Polled {
        missing = Map.copyOf(missing);
    }
}
