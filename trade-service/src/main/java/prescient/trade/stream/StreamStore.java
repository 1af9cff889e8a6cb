package prescient.trade.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import prescient.database.DatabasePulse;

/** Changes while PostgreSQL answers. */
@ApplicationScoped
class StreamStore implements StreamSource {

    private static final Duration SQL = Duration.ofSeconds(2);

    private final StreamTable table;
    private final DatabasePulse pulse;

    StreamStore(StreamTable table, DatabasePulse pulse) {
        this.table = table;
        this.pulse = pulse;
    }

    @Override
    public @Nullable Changes between(@Nullable StreamMark from, @Nullable StreamMark to) {
        var read = new AtomicReference<@Nullable Changes>();
        pulse.whenUp("stream", () -> read.set(table.between(from, to).await().atMost(SQL)));
        return read.get();
    }
}
