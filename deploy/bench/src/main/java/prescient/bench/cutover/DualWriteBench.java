package prescient.bench.cutover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import prescient.bench.Api;
import prescient.bench.cutover.CutoverCommand.Sizes;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Suite;

/**
 * What dual-write adds to a trade. One suite is switched between files only and dual-write while it runs; a round is a
 * short block of orders in each state, and every other round has them the other way about, so that what grows or wears
 * off meets all states alike. Services that a trade does not need stand still. Between two orders is a pause: what a
 * caller waits for is measured here, and not how much a machine can do.
 */
final class DualWriteBench {

    /** No trade asks them anything. */
    private static final List<ServiceName> BYSTANDERS = List.of(ServiceName.SIGNAL, ServiceName.FORECAST);

    /** After a switch, until its own traces have gone. */
    private static final Duration CALM = Duration.ofSeconds(1);

    private final Suite suite;
    private final Sizes sizes;
    private final Progress progress;
    private final Api api;
    private final DualWriteSwitch modes;
    private final Map<DualWriteState, List<long[]>> blocks = new EnumMap<>(DualWriteState.class);
    private final Map<DualWriteState, WriteWaits> waits = new EnumMap<>(DualWriteState.class);
    private boolean dual;

    /** @param suite on files only, with as many markets as there will be orders */
    DualWriteBench(Suite suite, Sizes sizes, Progress progress) {
        this.suite = suite;
        this.sizes = sizes;
        this.progress = progress;
        this.api = new Api(suite.tokens());
        this.modes = new DualWriteSwitch(suite, api);
    }

    /** How many orders there will be, those of the warm-up included. */
    static int orders(Sizes sizes) {
        return sizes.warmUp() + sizes.turns() * sizes.orders() * DualWriteState.values().length;
    }

    /**
     * A trade over HTTP.
     *
     * @param orders of each block
     * @param rounds each a block in each state
     * @param seed of the intervals
     * @param p50 milliseconds in each state
     * @param p99 milliseconds in each state
     * @param addedP50 to files only, in each state of dual-write
     * @param addedP99 to files only, in each state of dual-write
     * @param waits what writes waited for inside the services, in each state of dual-write
     */
    record Result(
            int orders,
            int rounds,
            long seed,
            Map<DualWriteState, Double> p50,
            Map<DualWriteState, Double> p99,
            Map<DualWriteState, Added> addedP50,
            Map<DualWriteState, Added> addedP99,
            Map<DualWriteState, WriteWaits> waits) {}

    Result run() throws InterruptedException {
        for (var state : DualWriteState.values()) {
            blocks.put(state, new ArrayList<>());
            waits.put(state, WriteWaits.none());
        }
        try (var frozen = new Frozen();
                var orders = new PaperOrders(suite, api, orders(sizes));
                var _ = frozen.whole(bystanders())) {
            warmUp(orders);
            var states = List.of(DualWriteState.values());
            for (int round = 0; round < sizes.turns(); round++) {
                for (var state : round % 2 == 0 ? states : states.reversed()) {
                    block(state, frozen, orders);
                }
                tell(round);
            }
        }
        return result();
    }

    private List<Long> bystanders() {
        return BYSTANDERS.stream()
                .map(service -> suite.process(service).orElseThrow().pid())
                .toList();
    }

    /** Both ways of a write are compiled before the first order counts. */
    private void warmUp(PaperOrders orders) throws InterruptedException {
        progress.say("dual-write: %d orders to warm up".formatted(sizes.warmUp()));
        orders.timed(sizes.warmUp() / 2, Duration.ZERO);
        turn(true);
        orders.timed(sizes.warmUp() - sizes.warmUp() / 2, Duration.ZERO);
        turn(false);
    }

    private void block(DualWriteState state, Frozen frozen, PaperOrders orders) throws InterruptedException {
        turn(state != DualWriteState.FILES);
        if (dual) {
            modes.settle();
        }
        Thread.sleep(CALM);
        var before = waits();
        Frozen.Thaw thaw = switch (state) {
            case FILES, HEALTHY -> () -> {};
            case SLOW -> frozen.nineTenths(suite);
            case HUNG -> frozen.whole(Frozen.postgres(suite));
        };
        try (thaw) {
            blocks(state).add(orders.timed(sizes.orders(), sizes.pause()));
        }
        waits.merge(state, waits().since(before), WriteWaits::plus);
    }

    private void turn(boolean toDual) throws InterruptedException {
        if (toDual && !dual) {
            modes.on();
        } else if (dual && !toDual) {
            modes.off();
        }
        dual = toDual;
    }

    private WriteWaits waits() throws InterruptedException {
        return WriteWaits.of(api.text(suite.url(ServiceName.TRADE) + "/q/metrics"))
                .plus(WriteWaits.of(api.text(suite.url(ServiceName.PORTFOLIO) + "/q/metrics")));
    }

    private List<long[]> blocks(DualWriteState state) {
        return blocks.getOrDefault(state, List.of());
    }

    private void tell(int round) {
        var text = new StringBuilder("dual-write, round %d of %d:".formatted(round + 1, sizes.turns()));
        for (var state : DualWriteState.values()) {
            var block = blocks(state).getLast();
            text.append(" %s p50 %.2f p99 %.2f ms;"
                    .formatted(state.text(), Added.percentileMs(block, 0.5), Added.percentileMs(block, 0.99)));
        }
        progress.say(text.substring(0, text.length() - 1));
    }

    private Result result() {
        var p50 = new EnumMap<DualWriteState, Double>(DualWriteState.class);
        var p99 = new EnumMap<DualWriteState, Double>(DualWriteState.class);
        var addedP50 = new EnumMap<DualWriteState, Added>(DualWriteState.class);
        var addedP99 = new EnumMap<DualWriteState, Added>(DualWriteState.class);
        for (var state : DualWriteState.values()) {
            p50.put(state, Added.percentileMs(Added.pooled(blocks(state)), 0.5));
            p99.put(state, Added.percentileMs(Added.pooled(blocks(state)), 0.99));
        }
        var files = blocks(DualWriteState.FILES);
        waits.remove(DualWriteState.FILES);
        for (var state : waits.keySet()) {
            addedP50.put(state, Added.of(files, blocks(state), 0.5, sizes.seed()));
            addedP99.put(state, Added.of(files, blocks(state), 0.99, sizes.seed()));
        }
        return new Result(sizes.orders(), sizes.turns(), sizes.seed(), p50, p99, addedP50, addedP99, waits);
    }
}
