package prescient.trade.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.trade.status.StatusDesk;

/** The suite's status in short, asked for every few seconds while somebody wants to know, without waiting for it. */
@ApplicationScoped
class StatusView {

    private static final Logger LOG = Logger.getLogger(StatusView.class);

    private final StatusDesk desk;
    private final StreamConfig config;
    private final ObjectMapper json;
    private final InstantSource clock;
    private volatile @Nullable String newest;
    private volatile @Nullable Instant askedAt;

    StatusView(StatusDesk desk, StreamConfig config, ObjectMapper json, InstantSource clock) {
        this.desk = desk;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /** As JSON, as it was when last asked for; null before the first answer. One thread, never blocks. */
    @Nullable String newest() {
        var now = clock.instant();
        var asked = askedAt;
        if (asked == null || !now.isBefore(asked.plus(config.statusEvery()))) {
            // Nobody has asked for a while: what was known then would be told as news.
            newest =
                    asked == null || now.isAfter(asked.plus(config.statusEvery().multipliedBy(3))) ? null : newest;
            askedAt = now;
            desk.brief()
                    .subscribe()
                    .with(brief -> newest = text(brief), failure -> LOG.debugf("no status: %s", failure.toString()));
        }
        return newest;
    }

    private String text(StatusDesk.Brief brief) {
        try {
            return json.writeValueAsString(brief);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of plain values are always JSON", impossible);
        }
    }
}
