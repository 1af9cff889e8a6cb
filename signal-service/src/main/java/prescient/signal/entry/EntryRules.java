package prescient.signal.entry;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prescient.signal.entry.EntryDecision.Figures;

/**
 * What to enter: every limit is looked at, and every one that forbids it is a reason. Decides about one second; asks
 * nobody. Immutable.
 *
 * @param known the newest intent of each market and side, by {@link Intent#key}
 * @param alert as it is in this second
 */
record EntryRules(EntrySettings settings, SpikeAlert alert, Map<String, Intent> known, Instant now) {

    /** Points of advantage that may be missing: both figures are rounded. */
    private static final BigDecimal FORGIVEN = new BigDecimal("0.5");

    private static final BigDecimal CENTS = new BigDecimal(100);
    private static final String STRATEGY = "Hourly HTC";
    private static final int LONGEST_ID = 64;

    /** About each strike, in the order of the sheet; or one for all of them when none has to be looked at. */
    List<EntryDecision> decide(StrikeSheet sheet) {
        var general = general(sheet);
        if (general != null) {
            return List.of(EntryDecision.none(general, figures(sheet)));
        }
        return sheet.strikes().stream().map(row -> decide(sheet, row)).toList();
    }

    private @Nullable SkipReason general(StrikeSheet sheet) {
        if (!settings.enabled()) {
            return SkipReason.DISABLED;
        }
        if (sheet.ttc() > settings.maxTime()) {
            return SkipReason.TOO_EARLY;
        }
        if (sheet.ttc() < settings.minTime()) {
            return SkipReason.TOO_LATE;
        }
        if (alert.on()) {
            return SkipReason.SPIKE_ALERT;
        }
        return settings.spikeAlertEnabled() && sheet.score() == null ? SkipReason.MOMENTUM_UNKNOWN : null;
    }

    private EntryDecision decide(StrikeSheet sheet, StrikeRow row) {
        var reasons = new ArrayList<>(Watchlist.absence(row, settings));
        var probability = likelihood(sheet, row);
        if (probability.compareTo(settings.minProbability()) < 0) {
            reasons.add(SkipReason.PROBABILITY_LOW);
        }
        if (row.differential().compareTo(settings.minDifferential().subtract(FORGIVEN)) < 0) {
            reasons.add(SkipReason.DIFFERENTIAL_LOW);
        }
        if (row.ask().signum() <= 0 || row.ask().compareTo(CENTS) >= 0) {
            reasons.add(SkipReason.NOT_FOR_SALE);
        }
        before(known.get(Intent.key(row.ticker(), row.side())), reasons);
        var request = reasons.isEmpty() ? request(sheet, row, probability) : null;
        return new EntryDecision(row.ticker(), row.side(), reasons, request, figures(sheet, row, probability));
    }

    /** What was asked for before, at any time and by any replica. */
    private void before(@Nullable Intent last, List<SkipReason> reasons) {
        if (last == null) {
            return;
        }
        if (last.inDoubt()) {
            reasons.add(SkipReason.UNANSWERED);
        }
        if (last.entered() && !settings.allowReEntry()) {
            reasons.add(SkipReason.ALREADY_ENTERED);
        }
        if (now.isBefore(last.submittedAt().plusSeconds(settings.cooldownSeconds()))) {
            reasons.add(SkipReason.COOLDOWN);
        }
    }

    /** Of the likely side: a price on the strike has to rise for YES, which is what is then bought. */
    private static BigDecimal likelihood(StrikeSheet sheet, StrikeRow row) {
        return row.strike().compareTo(sheet.currentPrice()) == 0
                ? CENTS.subtract(row.probability())
                : row.probability();
    }

    private TradeRequest request(StrikeSheet sheet, StrikeRow row, BigDecimal probability) {
        return new TradeRequest(
                id(row),
                row.ticker(),
                row.side(),
                settings.contracts(),
                row.ask().movePointLeft(2),
                "FILL_OR_KILL",
                sheet.closeTime(),
                sheet.symbol(),
                STRATEGY,
                row.strike(),
                probability,
                sheet.score(),
                sheet.currentPrice(),
                "auto");
    }

    /** From market, side and window; a window is as long as the cooldown, so that no two requests are in one. */
    private String id(StrikeRow row) {
        long second = now.getEpochSecond();
        var id = "auto-" + row.ticker() + "-" + row.side() + "-" + (second - second % settings.cooldownSeconds());
        return id.length() <= LONGEST_ID && id.matches("[A-Za-z0-9._:-]+")
                ? id
                : "auto-" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    private static Figures figures(StrikeSheet sheet) {
        return new Figures(sheet.ttc(), sheet.currentPrice(), null, null, null, null, null, sheet.score());
    }

    private static Figures figures(StrikeSheet sheet, StrikeRow row, BigDecimal probability) {
        return new Figures(
                sheet.ttc(),
                sheet.currentPrice(),
                row.strike(),
                probability,
                row.ask(),
                row.differential(),
                row.volume(),
                sheet.score());
    }
}
