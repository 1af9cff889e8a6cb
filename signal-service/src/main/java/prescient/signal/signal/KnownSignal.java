package prescient.signal.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;
import prescient.legacy.LegacyTime;
import prescient.money.Money;
import prescient.money.Price;
import prescient.signal.strategy.Action;

/**
 * A signal with everything that is known of it; what both stores hold and hand to each other.
 *
 * @param id number in its store, grows with time; 0 before it is stored
 * @param signal the signal with its status
 * @param runPosition place in its run, from 1
 * @param absent keys its legacy object leaves out, separated by commas; usually empty
 * @param claimedBy last claimant, null if nobody claimed it
 * @param claimedUntil end of the claim, null when there is none
 * @param outcomeReason why it was denied or expired, null otherwise or when not told
 * @param outcomeAt when it ended, null while it has not
 * @param tradeId the trade, null unless executed
 */
record KnownSignal(
        long id,
        Signal signal,
        int runPosition,
        String absent,
        @Nullable String claimedBy,
        @Nullable Instant claimedUntil,
        @Nullable String outcomeReason,
        @Nullable Instant outcomeAt,
        @Nullable String tradeId) {

    static final String COLLECTION = "current_signals";

    /** Note: the reason why an object of a file is no signal. */
    static final String DEFECT = "defect";

    /** Note: the run whose signals the file holds now. */
    static final String CURRENT_RUN = "current_run";

    private static final String STRATEGY_OF_OLD = "most-likely";

    /** A signal that was just generated. */
    static KnownSignal made(long id, Signal signal, int runPosition) {
        return new KnownSignal(id, signal, runPosition, "", null, null, null, null, null);
    }

    String key() {
        return signal.signalId();
    }

    SignalStatus status() {
        return signal.status();
    }

    /** True while somebody may still be given it. */
    boolean isOpen() {
        return status().mayBecome(SignalStatus.CLAIMED);
    }

    KnownSignal claimed(String claimant, Instant until) {
        return new KnownSignal(
                id,
                signal.with(SignalStatus.CLAIMED),
                runPosition,
                absent,
                claimant,
                until,
                outcomeReason,
                outcomeAt,
                tradeId);
    }

    KnownSignal ended(SignalStatus status, @Nullable String trade, @Nullable String reason, Instant at) {
        return new KnownSignal(id, signal.with(status), runPosition, absent, claimedBy, null, reason, at, trade);
    }

    /** The same, with another number in its store and another place in its run. */
    KnownSignal at(long number, int place) {
        return new KnownSignal(
                number, signal, place, absent, claimedBy, claimedUntil, outcomeReason, outcomeAt, tradeId);
    }

    SignalLine line() {
        var executedAt = status() == SignalStatus.EXECUTED ? outcomeAt : null;
        return new SignalLine(id, signal, claimedBy, claimedUntil, tradeId, executedAt, outcomeReason);
    }

    /** Its legacy object in a file of this zone. */
    ObjectNode value(ZoneId zone) {
        return LegacySignal.value(signal, absent, zone);
    }

    /**
     * The record of it.
     *
     * @param position in the file, -1 when the file does not hold it
     */
    LegacyRecord record(long position, @Nullable String currentRun, ZoneId zone) {
        var notes = notes();
        put(notes, CURRENT_RUN, currentRun);
        return new LegacyRecord(COLLECTION, key(), position, value(zone), notes);
    }

    /** What is known of it beside its legacy object. */
    Map<String, String> notes() {
        var notes = new HashMap<String, String>();
        put(notes, "run_id", signal.runId());
        put(notes, "strategy", signal.strategy());
        put(notes, "run_position", runPosition);
        put(notes, "status", status().text());
        put(notes, "generated_at", signal.generatedAt());
        put(notes, "market_end_date", signal.marketEndDate());
        put(notes, "snapshot_at", signal.snapshotAt());
        put(notes, "claimed_by", claimedBy);
        put(notes, "claimed_until", claimedUntil);
        put(notes, "outcome_reason", outcomeReason);
        put(notes, "outcome_at", outcomeAt);
        put(notes, "trade_id", tradeId);
        return notes;
    }

    /**
     * What a record says.
     *
     * @param zone of its local time
     * @throws IllegalArgumentException saying why it is no signal
     */
    static KnownSignal of(LegacyRecord record, ZoneId zone) {
        var value = record.value();
        var notes = record.notes();
        LegacySignal.checkKeys(value);
        var marketId = LegacySignal.required(value, "market_id");
        var local = LegacySignal.required(value, "timestamp");
        var generated = LegacyTime.parse(local, zone);
        var exact = time(notes, "generated_at");
        if (exact != null && LegacyTime.text(exact, zone).equals(local)) {
            generated = exact; // where clocks were put back and the local time means two instants
        }
        // Nobody looked whether it was traded, so it is handed to nobody.
        var noted = notes.get("status");
        var status = noted == null ? SignalStatus.EXPIRED : SignalStatus.of(noted);
        var signal = new Signal(
                record.key(),
                notes.getOrDefault("run_id", runOf(local)),
                1,
                notes.getOrDefault("strategy", STRATEGY_OF_OLD),
                marketId,
                LegacySignal.present(value, "market_question"),
                Action.of(LegacySignal.required(value, "action")),
                new Price(LegacySignal.number(value, "target_price")),
                positive(new Money(LegacySignal.number(value, "amount"))),
                new Price(LegacySignal.number(value, "confidence")).value(),
                LegacySignal.text(value, "reason"),
                new Price(LegacySignal.number(value, "yes_price")),
                new Price(LegacySignal.number(value, "no_price")),
                LegacySignal.numberOrNull(value, "market_liquidity"),
                LegacySignal.numberOrNull(value, "market_volume"),
                LegacySignal.text(value, "event_id"),
                LegacySignal.text(value, "event_title"),
                LegacySignal.endDate(value),
                time(notes, "market_end_date"),
                time(notes, "snapshot_at"),
                generated,
                status);
        var known = new KnownSignal(
                0,
                signal,
                Integer.parseInt(notes.getOrDefault("run_position", String.valueOf(record.position() + 1))),
                LegacySignal.absent(value),
                notes.get("claimed_by"),
                time(notes, "claimed_until"),
                notes.get("outcome_reason"),
                noted == null ? generated : time(notes, "outcome_at"),
                notes.get("trade_id"));
        var difference = LegacySignal.difference(value, known.value(zone));
        if (difference != null) {
            throw new IllegalArgumentException(difference);
        }
        return known;
    }

    /** The id of the run that the old program's file of this local time stands for. */
    static String runOf(String localTime) {
        return "legacy-" + localTime.replaceAll("[^0-9]", "");
    }

    private static Money positive(Money amount) {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("amount must be above 0");
        }
        return amount;
    }

    private static void put(Map<String, String> notes, String name, @Nullable Object value) {
        if (value != null) {
            notes.put(name, value.toString());
        }
    }

    private static @Nullable Instant time(Map<String, String> notes, String name) {
        var text = notes.get(name);
        return text == null ? null : Instant.parse(text);
    }
}
