package prescient.trade.account;

import static prescient.trade.account.WalkDesk.await;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.trade.account.SyncReport.Walked;
import prescient.trade.kalshi.KalshiClient;
import prescient.trade.kalshi.KalshiClient.Tier;
import prescient.trade.kalshi.KalshiList;
import prescient.trade.kalshi.KalshiPage;

/**
 * Reads what the venue has moved to its archive: old fills and ended orders. Page by page, and each page's rows are
 * stored before its cursor, so that it goes on where it was after any stop. The archive has no settlements; those of
 * old markets are known only if they were recorded in time. Blocks; belongs on a virtual thread.
 */
@ApplicationScoped
class HistoryDesk {

    private static final int PAGES_AT_ONCE = 50;

    private final AccountTable table;
    private final SyncTable marks;
    private final InstantSource clock;

    HistoryDesk(AccountTable table, SyncTable marks, InstantSource clock) {
        this.table = table;
        this.marks = marks;
        this.clock = clock;
    }

    /** Asks for it, anew when it was finished; what is under way goes on. */
    void begin(String environment) {
        await(marks.archiveBegins(environment, Part.FILLS, clock.instant()));
        await(marks.archiveBegins(environment, Part.ORDERS, clock.instant()));
    }

    /** Goes on with what was begun, for some pages; nothing when nothing is under way. */
    List<Walked> goOn(KalshiClient client) {
        var environment = client.environment();
        return List.of(
                goOn(client, Part.FILLS, KalshiList.FILLS, fills -> table.fills(environment, fills)),
                goOn(client, Part.ORDERS, KalshiList.ORDERS, orders -> table.orders(environment, orders)));
    }

    private <T> Walked goOn(KalshiClient client, Part part, KalshiList<T> list, Function<List<T>, Uni<Integer>> store) {
        var environment = client.environment();
        int pages = 0;
        int rows = 0;
        int changed = 0;
        int unreadable = 0;
        while (pages < PAGES_AT_ONCE) {
            var mark = await(marks.archive(environment, part)).orElse(null);
            if (mark == null || mark.isFinished()) {
                break;
            }
            switch (client.page(list, Tier.HISTORICAL, mark.cursor(), Map.of())) {
                case Lost<KalshiPage<T>>(var reason, var body, var retries) -> {
                    return new Walked(part, pages, rows, changed, unreadable, reason);
                }
                case Got<KalshiPage<T>>(var page, var retries) -> {
                    changed += await(store.apply(page.items()));
                    if (!page.defects().isEmpty()) {
                        await(table.unreadable(environment, part.wireName(), page.defects(), clock.instant()));
                    }
                    await(marks.archiveGoesOn(
                            environment, part, page.cursor(), page.items().size(), clock.instant()));
                    pages++;
                    rows += page.items().size();
                    unreadable += page.defects().size();
                }
            }
        }
        return new Walked(part, pages, rows, changed, unreadable, null);
    }
}
