package prescient.forecast.store;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import prescient.forecast.pulse.Snapshot;

/**
 * A snapshot under the names of its file. Degrees Fahrenheit; null where a source did not answer.
 *
 * @param meanForecast the blend
 * @param currentSigma spread of the reliable sources
 */
record SnapshotView(
        OffsetDateTime timestamp,
        String city,
        LocalDate tradeDate,
        @Nullable BigDecimal meanForecast,
        @Nullable BigDecimal currentSigma,
        @JsonUnwrapped ProvidersView providers,
        String sourcesUsed,
        String weightsUsed) {

    static SnapshotView of(Snapshot snapshot) {
        return new SnapshotView(
                snapshot.at(),
                snapshot.city(),
                snapshot.tradeDate(),
                snapshot.meanF(),
                snapshot.sigmaF(),
                ProvidersView.of(snapshot.providersF()),
                snapshot.sourcesUsed(),
                snapshot.weightsUsed());
    }
}
