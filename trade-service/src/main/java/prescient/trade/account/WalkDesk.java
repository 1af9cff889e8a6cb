package prescient.trade.account;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.trade.account.SyncReport.Walked;
import prescient.trade.kalshi.KalshiClient;
import prescient.trade.kalshi.KalshiClient.Tier;
import prescient.trade.kalshi.KalshiList;
import prescient.trade.kalshi.KalshiPage;

/**
 * Walks a list from its newest row back to what is known: 1 the stored watermark says how far; 2 pages by cursor, each
 * stored as it comes; 3 the watermark moves only when the walk arrived. A walk that is cut off anywhere is begun again
 * from the newest row, and what it stored before is stored once. Blocks; belongs on a virtual thread.
 */
@ApplicationScoped
class WalkDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int REPEATS = 3;

    private final AccountTable table;
    private final SyncTable marks;
    private final AccountConfig config;
    private final InstantSource clock;

    WalkDesk(AccountTable table, SyncTable marks, AccountConfig config, InstantSource clock) {
        this.table = table;
        this.marks = marks;
        this.config = config;
        this.clock = clock;
    }

    /** How a list is walked: where it is, what time its rows have, and where they go. */
    record Way<T>(Part part, KalshiList<T> list, Function<T, Instant> timeOf, Function<List<T>, Uni<Integer>> store) {}

    /** @param also filters beside the time, such as a status; a walk with any leaves the watermark as it is */
    <T> Walked walk(KalshiClient client, Way<T> way, Map<String, String> also) {
        var began = clock.instant();
        var known = also.isEmpty()
                ? await(marks.watermark(client.environment(), way.part())).orElse(null)
                : null;
        var from = known == null ? null : known.minus(config.overlap());
        var filters = from == null ? also : Map.of("min_ts", String.valueOf(from.getEpochSecond()));
        var walk = new Walk<>(client, way, from);
        var problem = walk.run(filters);
        if (also.isEmpty()) {
            await(
                    problem == null
                            ? marks.complete(client.environment(), way.part(), walk.newest, began)
                            : marks.failed(client.environment(), way.part(), problem, began));
        }
        return new Walked(way.part(), walk.pages, walk.rows, walk.changed, walk.unreadable, problem);
    }

    private final class Walk<T> {
        private final KalshiClient client;
        private final Way<T> way;
        private final @Nullable Instant from;
        private final HashSet<String> cursors = new HashSet<>();
        private @Nullable Instant newest;
        private int pages;
        private int rows;
        private int changed;
        private int unreadable;
        private int repeats;

        Walk(KalshiClient client, Way<T> way, @Nullable Instant from) {
            this.client = client;
            this.way = way;
            this.from = from;
        }

        /** Answers why it did not arrive; null when it did. */
        @Nullable String run(Map<String, String> filters) {
            String cursor = null;
            while (pages < config.maxPages()) {
                switch (client.page(way.list(), Tier.LIVE, cursor, filters)) {
                    case Lost<KalshiPage<T>>(var reason, var ignored, var alsoIgnored) -> {
                        return reason;
                    }
                    case Got<KalshiPage<T>>(var page, var ignored) -> {
                        take(page);
                        if (page.cursor() == null || isBehind(page)) {
                            return null;
                        }
                        cursor = page.cursor();
                        repeats += cursors.add(cursor) ? 0 : 1;
                        if (repeats > REPEATS) {
                            return "the venue repeats its pages";
                        }
                    }
                }
            }
            return "no end after " + pages + " pages";
        }

        private void take(KalshiPage<T> page) {
            pages++;
            rows += page.items().size();
            changed += await(way.store().apply(page.items()));
            for (var item : page.items()) {
                var at = way.timeOf().apply(item);
                newest = newest == null || at.isAfter(newest) ? at : newest;
            }
            if (!page.defects().isEmpty()) {
                unreadable += page.defects().size();
                var list = way.part().wireName();
                await(table.unreadable(client.environment(), list, page.defects(), clock.instant()));
            }
        }

        /** Lists come newest first: a whole page of rows from before the known time is the end of what may be new. */
        private boolean isBehind(KalshiPage<T> page) {
            var known = from;
            return known != null
                    && !page.items().isEmpty()
                    && page.items().stream()
                            .allMatch(item -> way.timeOf().apply(item).isBefore(known));
        }
    }

    static <T> T await(Uni<T> asked) {
        return asked.await().atMost(PATIENCE);
    }
}
