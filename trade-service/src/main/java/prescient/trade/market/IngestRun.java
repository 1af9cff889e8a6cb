package prescient.trade.market;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * How an ingest of the venue's catalogue went.
 *
 * @param status {@code complete}, {@code incomplete} or {@code running}
 * @param events events taken in
 * @param markets markets taken in
 * @param quarantined records that could not be taken in and were kept aside
 * @param snapshots price rows written
 * @param reason why it is incomplete, null otherwise
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record IngestRun(
        String runId,
        String status,
        int events,
        int markets,
        int quarantined,
        int snapshots,
        @Nullable String reason) {}
