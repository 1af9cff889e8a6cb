package prescient.signal.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.signal.entry.Sheets.NOW;
import static prescient.signal.entry.Sheets.good;
import static prescient.signal.entry.Sheets.row;
import static prescient.signal.entry.Sheets.sheet;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.signal.entry.Intent.Status;

/** Nothing is entered against a limit, and every limit that forbids it is named. */
class EntryRulesTest {

    private static final String TICKER = "KXBTCD-25JUL2812-T117999.99";

    private static EntryRules rules(EntrySettings settings, Intent... known) {
        var newest = Arrays.stream(known).collect(Collectors.toMap(Intent::key, intent -> intent));
        return new EntryRules(settings, SpikeAlert.NONE, newest, NOW);
    }

    private static EntryDecision decided(EntryRules rules, StrikeRow row) {
        return rules.decide(sheet(NOW, 600, "0.1", row)).getFirst();
    }

    private static Intent intent(Status status, @Nullable String code, long secondsAgo) {
        var request =
                Objects.requireNonNull(decided(rules(Sheets.on()), good(TICKER)).request());
        return new Intent(request, status, code, null, NOW.minusSeconds(secondsAgo), false);
    }

    @Test
    void whatEveryLimitAllowsIsAskedFor() {
        // Given
        var settings = Sheets.settings(tree -> tree.put("position_size", 20).put("multiplier", 2));

        // When
        var decision = decided(rules(settings), good(TICKER));

        // Then
        assertThat(decision.reasons()).isEmpty();
        assertThat(decision.request())
                .isEqualTo(new TradeRequest(
                        "auto-" + TICKER + "-YES-" + NOW.getEpochSecond(),
                        TICKER,
                        "YES",
                        40,
                        new BigDecimal("0.95"),
                        "FILL_OR_KILL",
                        NOW.plusSeconds(600),
                        "BTC",
                        "Hourly HTC",
                        new BigDecimal("118000"),
                        new BigDecimal("97.00"),
                        new BigDecimal("0.1"),
                        new BigDecimal("118500"),
                        "auto"));
    }

    @ParameterizedTest
    @ValueSource(strings = {TICKER, "KXBTCD-25JUL2812-WITH-A-TICKER-FAR-LONGER-THAN-ANY-ID-OF-A-TRADE-MAY-BE", "A B"})
    void everyAutomaticTradesIdBeginsWithAuto(String ticker) {
        // When
        var id = Objects.requireNonNull(
                        decided(rules(Sheets.on()), good(ticker)).request())
                .tradeId();

        // Then: by this the exchange knows whose latencies to draw from
        assertThat(id).startsWith("auto-").matches("[A-Za-z0-9._:-]{1,64}");
    }

    @ParameterizedTest
    @CsvSource({
        "901, 0.1, TOO_EARLY",
        "900, 0.1, ",
        "120, 0.1, ",
        "119, 0.1, TOO_LATE",
        "0, 0.1, TOO_LATE",
        "600, , MOMENTUM_UNKNOWN",
        "600, 0, "
    })
    void timeAndMomentumAreLookedAtFirst(long ttc, @Nullable String score, @Nullable String reason) {
        // When
        var decisions = rules(Sheets.on()).decide(sheet(NOW, ttc, score, good(TICKER)));

        // Then
        assertThat(decisions).hasSize(1);
        assertThat(decisions.getFirst().reasons())
                .isEqualTo(reason == null ? List.of() : List.of(SkipReason.valueOf(reason)));
    }

    @ParameterizedTest
    @CsvSource({
        "94.99, 95, 2.00, PROBABILITY_LOW",
        "95.00, 95, 2.00, ''",
        "97, 95, -0.25, ''",
        "97, 95, -0.26, DIFFERENTIAL_LOW",
        "97, 0, 2.00, NOT_FOR_SALE"
    })
    void limitsOfAStrike(String probability, String ask, String differential, String reason) {
        // When
        var decision = decided(
                rules(Sheets.on()), row(TICKER, "118000", probability, ask, "7", differential, "-4", "5000", "yes"));

        // Then
        assertThat(decision.reasons()).isEqualTo(reason.isEmpty() ? List.of() : List.of(SkipReason.valueOf(reason)));
    }

    @Test
    void whatIsNotWatchedIsNotEnteredAndSaysWhy() {
        // When
        var decision = decided(rules(Sheets.on()), row(TICKER, "118000", "60", "100", "7", "-40", "-4", "0", "yes"));

        // Then
        assertThat(decision.reasons())
                .containsExactly(
                        SkipReason.VOLUME_LOW,
                        SkipReason.ASK_HIGH,
                        SkipReason.PROBABILITY_FAR,
                        SkipReason.DIFFERENTIAL_FAR,
                        SkipReason.PROBABILITY_LOW,
                        SkipReason.DIFFERENTIAL_LOW,
                        SkipReason.NOT_FOR_SALE);
    }

    @Test
    void b30TheCooldownBeginsWithARequestNotWithALook() {
        // Given: it was looked at and skipped a second ago, which leaves nothing behind
        var skipped = decided(rules(Sheets.on()), row(TICKER, "118000", "94", "95", "7", "2", "-4", "5000", "yes"));
        var denied = intent(Status.DENIED, "MARKET_PAUSED", 9);
        var earlier = intent(Status.DENIED, "MARKET_PAUSED", 10);

        // When
        var after = decided(rules(Sheets.on()), good(TICKER));
        var soon = decided(rules(Sheets.on(), denied), good(TICKER));
        var later = decided(rules(Sheets.on(), earlier), good(TICKER));

        // Then
        assertThat(skipped.reasons()).containsExactly(SkipReason.PROBABILITY_LOW);
        assertThat(after.reasons()).isEmpty();
        assertThat(soon.reasons()).containsExactly(SkipReason.COOLDOWN);
        assertThat(later.reasons()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"OPEN, , UNANSWERED", "UNANSWERED, , UNANSWERED", "ACCEPTED, , ''", "DENIED, POSITION_EXISTS, ''"})
    void b31WhatMayBeAPositionIsOne(Status status, @Nullable String code, String reason) {
        // Given: entering again is allowed, but not beside a position
        var settings = Sheets.settings(tree -> tree.put("allow_re_entry", true));

        // When
        var decision = decided(rules(settings, intent(status, code, 3000)), good(TICKER));

        // Then
        assertThat(decision.reasons()).isEqualTo(reason.isEmpty() ? List.of() : List.of(SkipReason.valueOf(reason)));
    }

    @ParameterizedTest
    @CsvSource({"ACCEPTED, , false", "DENIED, POSITION_EXISTS, false", "DENIED, MARKET_PAUSED, true"})
    void withoutReEntryAMarketAndSideAreEnteredOnce(Status status, @Nullable String code, boolean again) {
        // When
        var decision = decided(rules(Sheets.on(), intent(status, code, 3000)), good(TICKER));

        // Then
        assertThat(decision.reasons()).isEqualTo(again ? List.of() : List.of(SkipReason.ALREADY_ENTERED));
    }

    @Test
    void theOtherSideIsAnotherPosition() {
        // Given
        var held = intent(Status.ACCEPTED, null, 1);

        // When
        var decision =
                decided(rules(Sheets.on(), held), row(TICKER, "119000", "97", "7", "95", "-4", "2", "5000", "no"));

        // Then
        assertThat(decision.reasons()).isEmpty();
        assertThat(Objects.requireNonNull(decision.request()).side()).isEqualTo("NO");
    }

    @Test
    void twoSecondsOfOneWindowMakeOneId() {
        // Given
        var settings = Sheets.on();
        var rules = new EntryRules(settings, SpikeAlert.NONE, Map.of(), NOW.plusSeconds(9));
        var next = new EntryRules(settings, SpikeAlert.NONE, Map.of(), NOW.plusSeconds(10));

        // When
        var first = Objects.requireNonNull(
                        decided(rules(settings), good(TICKER)).request())
                .tradeId();
        var second =
                Objects.requireNonNull(decided(rules, good(TICKER)).request()).tradeId();
        var third =
                Objects.requireNonNull(decided(next, good(TICKER)).request()).tradeId();
        var long1 = Objects.requireNonNull(decided(next, good("L".repeat(90))).request())
                .tradeId();
        var long2 = Objects.requireNonNull(decided(next, good("L".repeat(91))).request())
                .tradeId();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo(first);
        assertThat(long1).hasSizeLessThanOrEqualTo(64).isNotEqualTo(long2);
    }

    @Test
    void aPriceOnTheStrikeHasToRiseForYes() {
        // Given: the probability is that it stays at or below
        var row = row(TICKER, "118500", "4", "95", "7", "1", "-3", "5000", "yes");

        // When
        var decision = decided(rules(Sheets.settings(tree -> tree.put("min_probability", 8))), row);

        // Then
        assertThat(decision.figures().probability()).isEqualByComparingTo("96");
        assertThat(decision.reasons()).isEmpty();
    }
}
