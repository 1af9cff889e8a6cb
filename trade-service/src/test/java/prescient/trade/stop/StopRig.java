package prescient.trade.stop;

import io.vertx.mutiny.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.json.JsonSettings;
import prescient.trade.notification.Notice;
import prescient.trade.notification.NotificationRig;

/** The kill switch without a container. */
public final class StopRig {

    static final Instant NOW = Instant.parse("2026-03-02T16:30:00Z");

    private StopRig() {}

    /** One that keeps its orders in the table of this pool alone. */
    public static StopDesk stops(Pool pool) {
        return stops(pool, null, () -> true);
    }

    static StopDesk stops(Pool pool, @Nullable Path folder, BooleanSupplier databaseUp) {
        return stops(pool, folder, databaseUp, notices -> {});
    }

    /** @param told what people are told without PostgreSQL */
    static StopDesk stops(Pool pool, @Nullable Path folder, BooleanSupplier databaseUp, Consumer<List<Notice>> told) {
        var json = JsonSettings.mapper();
        return new StopDesk(
                new StopFile(Optional.ofNullable(folder), json),
                new StopTable(pool, json, NotificationRig.table(pool)),
                databaseUp,
                told,
                () -> NOW);
    }
}
