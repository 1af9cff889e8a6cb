package prescient.trade.account;

import static prescient.trade.account.WalkDesk.await;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.trade.account.SyncReport.Difference;
import prescient.trade.account.SyncReport.Walked;
import prescient.trade.account.WalkDesk.Way;
import prescient.trade.kalshi.KalshiBalance;
import prescient.trade.kalshi.KalshiClient;
import prescient.trade.kalshi.KalshiFill;
import prescient.trade.kalshi.KalshiList;
import prescient.trade.kalshi.KalshiOrder;
import prescient.trade.kalshi.KalshiPosition;
import prescient.trade.kalshi.KalshiSettlement;

/**
 * Looks at an account and brings the copy into step with it: 1 balance, 2 positions, 3 fills, 4 orders, 5 settlements,
 * 6 what our fills make of the positions. One list that cannot be read costs no other. Blocks; belongs on a virtual
 * thread, and is called by whoever has the account's turn.
 */
@ApplicationScoped
class SyncDesk {

    private static final String GONE = "answered HTTP 404";

    private final WalkDesk walks;
    private final AccountTable table;
    private final SyncTable marks;
    private final DifferenceDesk differences;
    private final AccountMeters meters;
    private final InstantSource clock;

    SyncDesk(
            WalkDesk walks,
            AccountTable table,
            SyncTable marks,
            DifferenceDesk differences,
            AccountMeters meters,
            InstantSource clock) {
        this.walks = walks;
        this.table = table;
        this.marks = marks;
        this.differences = differences;
        this.meters = meters;
        this.clock = clock;
    }

    SyncReport sync(KalshiClient client, Set<Part> parts) {
        var at = clock.instant();
        var lists = new ArrayList<Walked>();
        for (var part : Part.values()) {
            if (parts.contains(part)) {
                lists.add(
                        switch (part) {
                            case BALANCE -> balance(client, at);
                            case POSITIONS -> positions(client, at);
                            case FILLS -> fills(client);
                            case ORDERS -> orders(client);
                            case SETTLEMENTS -> settlements(client);
                        });
            }
        }
        List<Difference> differing = List.of();
        if (parts.contains(Part.POSITIONS) && parts.contains(Part.FILLS)) {
            differing = differences.of(client.environment(), at);
            meters.differing(client.environment(), differing.size());
        }
        var report = new SyncReport(client.environment(), at, lists, differing);
        meters.synced(report);
        return report;
    }

    private Walked balance(KalshiClient client, Instant at) {
        return switch (client.balance()) {
            case Lost<KalshiBalance>(var reason, var body, var retries) -> failed(client, Part.BALANCE, reason, at);
            case Got<KalshiBalance>(var balance, var retries) -> {
                int changed = await(table.balance(client.environment(), balance, at));
                await(marks.complete(client.environment(), Part.BALANCE, at, at));
                yield new Walked(Part.BALANCE, 1, 1, changed, 0, null);
            }
        };
    }

    private Walked failed(KalshiClient client, Part part, String reason, Instant at) {
        await(marks.failed(client.environment(), part, reason, at));
        return new Walked(part, 0, 0, 0, 0, reason);
    }

    /** Positions are told as a whole: what is not told any more is gone, but only once all pages have been seen. */
    private Walked positions(KalshiClient client, Instant at) {
        var told = new ArrayList<KalshiPosition>();
        var way = new Way<>(Part.POSITIONS, KalshiList.POSITIONS, position -> at, (List<KalshiPosition> page) -> {
            told.addAll(page);
            return Uni.createFrom().item(0);
        });
        // A filter, if only this one, since a walk with a watermark would ask for positions since then.
        var walked = walks.walk(client, way, Map.of("count_filter", "position,total_traded"));
        if (walked.problem() != null || walked.unreadable() > 0) {
            var why = walked.problem() == null ? "rows that cannot be read" : walked.problem();
            await(marks.failed(client.environment(), Part.POSITIONS, why, at));
            return walked;
        }
        int changed = await(table.positions(client.environment(), told, at));
        await(marks.complete(client.environment(), Part.POSITIONS, at, at));
        return new Walked(Part.POSITIONS, walked.pages(), walked.rows(), changed, 0, null);
    }

    private Walked fills(KalshiClient client) {
        return walks.walk(
                client,
                new Way<>(
                        Part.FILLS,
                        KalshiList.FILLS,
                        KalshiFill::filledAt,
                        fills -> table.fills(client.environment(), fills)),
                Map.of());
    }

    private Walked settlements(KalshiClient client) {
        return walks.walk(
                client,
                new Way<>(
                        Part.SETTLEMENTS,
                        KalshiList.SETTLEMENTS,
                        KalshiSettlement::settledAt,
                        settlements -> table.settlements(client.environment(), settlements)),
                Map.of());
    }

    /**
     * Orders are listed by when they were made, but change later. So: 1 the new ones, 2 those that rest, 3 one by one
     * those that rested when last seen and were told by neither.
     */
    private Walked orders(KalshiClient client) {
        var told = new HashSet<String>();
        var way = new Way<>(Part.ORDERS, KalshiList.ORDERS, KalshiOrder::createdAt, (List<KalshiOrder> orders) -> {
            orders.forEach(order -> told.add(order.orderId()));
            return table.orders(client.environment(), orders);
        });
        var made = walks.walk(client, way, Map.of());
        if (made.problem() != null) {
            return made;
        }
        var resting = walks.walk(client, way, Map.of("status", "resting"));
        var sum = plus(made, resting);
        for (var orderId : await(table.openOrders(client.environment()))) {
            if (sum.problem() == null && !told.contains(orderId)) {
                sum = plus(sum, ended(client, orderId));
            }
        }
        if (sum.problem() != null) {
            await(marks.failed(client.environment(), Part.ORDERS, sum.problem(), clock.instant()));
        }
        return sum;
    }

    private Walked ended(KalshiClient client, String orderId) {
        return switch (client.order(orderId)) {
            case Got<KalshiOrder>(var order, var retries) ->
                new Walked(Part.ORDERS, 1, 1, await(table.orders(client.environment(), List.of(order))), 0, null);
            // The archive has it; reading the archive brings its end.
            case Lost<KalshiOrder>(var reason, var body, var retries) ->
                new Walked(Part.ORDERS, 1, 0, 0, 0, reason.endsWith(GONE) ? null : reason);
        };
    }

    private static Walked plus(Walked one, Walked other) {
        return new Walked(
                one.list(),
                one.pages() + other.pages(),
                one.rows() + other.rows(),
                one.changed() + other.changed(),
                one.unreadable() + other.unreadable(),
                one.problem() == null ? other.problem() : one.problem());
    }
}
