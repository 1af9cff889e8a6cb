package prescient.signal.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;

/**
 * Reads {@code current_signals.json} as another program left it: signals get ids from their time, and those that were
 * traded or are too old get the status that keeps them from being bought again.
 */
final class ForeignRunFile {

    private static final String TOO_OLD = "older than the maximum age";

    /** Clocks of two machines differ; a replay's clock may be far behind the file. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final TradedFile trades;
    private final ZoneId zone;

    ForeignRunFile(TradedFile trades, ZoneId zone) {
        this.trades = trades;
        this.zone = zone;
    }

    /** The id of the run that wrote these objects; null when there are none. */
    static @Nullable String runOf(List<ObjectNode> values) {
        return values.isEmpty()
                ? null
                : KnownSignal.runOf(values.getFirst().path("timestamp").asText());
    }

    /** Keys of the objects in file order; a market that is listed again gets a number. */
    static List<String> keys(List<ObjectNode> values) {
        var run = runOf(values);
        var seen = new HashMap<String, Integer>();
        var keys = new ArrayList<String>();
        for (var value : values) {
            var key = run + ".1." + value.path("market_id").asText();
            int times = seen.merge(key, 1, Integer::sum);
            keys.add(times == 1 ? key : key + "." + times);
        }
        return keys;
    }

    /**
     * The objects that are signals, in file order.
     *
     * @param known what was learned of them before: what ended stays so
     * @param oldest signals from before are not handed out any more
     */
    List<KnownSignal> adopt(List<ObjectNode> values, Map<String, KnownSignal> known, Instant oldest, Instant now) {
        var run = runOf(values);
        if (run == null) {
            return List.of();
        }
        var keys = keys(values);
        var found = new ArrayList<KnownSignal>();
        for (int i = 0; i < keys.size(); i++) {
            try {
                var record = new LegacyRecord(
                        KnownSignal.COLLECTION,
                        keys.get(i),
                        i,
                        values.get(i),
                        Map.of("run_id", run, "status", SignalStatus.GENERATED.text()));
                found.add(KnownSignal.of(record, zone));
            } catch (IllegalArgumentException notASignal) {
                // It stays in the file, is handed to nobody, and an import says what is wrong with it.
            }
        }
        return trades.matched(found).stream()
                .map(signal -> aged(signal, oldest, now))
                .map(signal -> remembered(signal, known.get(signal.key())))
                .toList();
    }

    private static KnownSignal aged(KnownSignal signal, Instant oldest, Instant now) {
        var at = signal.signal().generatedAt();
        if (!signal.isOpen()) {
            return signal;
        }
        if (at.isAfter(now.plus(SKEW))) {
            return signal.ended(SignalStatus.EXPIRED, null, "from the future", now);
        }
        return at.isBefore(oldest) ? signal.ended(SignalStatus.EXPIRED, null, TOO_OLD, now) : signal;
    }

    private static KnownSignal remembered(KnownSignal signal, @Nullable KnownSignal before) {
        return before == null || signal.status() == SignalStatus.EXECUTED || before.isOpen() ? signal : before;
    }
}
