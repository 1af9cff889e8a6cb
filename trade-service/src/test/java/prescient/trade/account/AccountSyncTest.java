package prescient.trade.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import prescient.trade.account.SyncReport.Walked;
import prescient.trade.testing.AccountDatabase;
import prescient.trade.testing.FakeKalshi.Reply;

/** The copy of an account, and what once went wrong with it. */
class AccountSyncTest extends AccountSyncs {

    @Test
    void b22WhatTheTableDoesNotTakeIsSaidAndNothingIsSwallowed() {
        // Given
        var rows = new ArrayList<>(List.of(fillsNewestFirst(1, 3)));
        rows.set(1, "{\"trade_id\":\"odd\",\"ticker\":\"KX-A\",\"data\":\"everything else\"}");
        rig.venue.give("fills", rows.toArray(String[]::new));

        // When
        var report = rig.sync(account, EnumSet.of(Part.FILLS));

        // Then
        assertThat(of(report, Part.FILLS)).isEqualTo(new Walked(Part.FILLS, 1, 2, 2, 1, null));
        assertThat(AccountDatabase.all("SELECT fill_id FROM trade.account_fills"))
                .containsExactlyInAnyOrder("f1", "f3");
        assertThat(AccountDatabase.one("SELECT source || ' ' || position FROM trade.quarantine"))
                .isEqualTo("kalshi demo fills");
        assertThat(AccountDatabase.one("SELECT payload FROM trade.quarantine")).contains("everything else");
        rig.sync(account, EnumSet.of(Part.FILLS));
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.quarantine")).isEqualTo("1");
    }

    @Test
    void b23AnOrderThatRestedIsWhatItBecame() {
        // Given
        var longAgo = NOON.minus(Duration.ofDays(3));
        rig.venue.give("orders", order("rests", "resting", 0, longAgo, longAgo));
        rig.sync(account);
        rig.restart();
        rig.venue.give(
                "orders",
                order("new", "executed", 10, NOON.plusSeconds(5), NOON.plusSeconds(5)),
                order("rests", "executed", 10, longAgo, NOON));

        // When
        var report = rig.sync(account);

        // Then
        assertThat(of(report, Part.ORDERS).problem()).isNull();
        assertThat(AccountDatabase.all(
                        "SELECT order_id || ' ' || status || ' ' || fill_count FROM trade.account_orders ORDER BY 1"))
                .containsExactly("new executed 10", "rests executed 10");
    }

    @Test
    void b23AnOlderStoryAboutAnOrderChangesNothing() {
        // Given
        rig.venue.give("orders", order("o", "executed", 10, NOON, NOON.plusSeconds(60)));
        rig.sync(account);
        rig.venue.give("orders", order("o", "resting", 4, NOON, NOON.plusSeconds(30)));

        // When
        rig.sync(account);

        // Then
        assertThat(AccountDatabase.one("SELECT status FROM trade.account_orders"))
                .isEqualTo("executed");
    }

    @Test
    void b24SettlementsAreThereOnceAndNewOnesAreNotLost() {
        // Given
        rig.venue.give("settlements", settlement("KX-A", NOON, 0), settlement("KX-B", NOON, 100));
        rig.sync(account);
        rig.venue.give(
                "settlements",
                settlement("KX-C", NOON.plusSeconds(9), 100),
                settlement("KX-A", NOON, 100),
                settlement("KX-A", NOON.plusSeconds(5), 100),
                settlement("KX-B", NOON, 100));

        // When
        var report = rig.sync(account);

        // Then
        assertThat(of(report, Part.SETTLEMENTS).changed()).isEqualTo(3);
        assertThat(AccountDatabase.all("SELECT ticker || ' ' || revenue FROM trade.account_settlements ORDER BY 1"))
                .containsExactly("KX-A 1.00", "KX-A 1.00", "KX-B 1.00", "KX-C 1.00");
        assertThat(of(rig.sync(account), Part.SETTLEMENTS).changed()).isZero();
    }

    @Test
    void b27NoRowOfOneAccountIsAnotherOnes() {
        // Given
        rig.venue.give("fills", fill(1));
        rig.venue.give("settlements", settlement("KX-A", NOON, 100));

        // When
        rig.sync(account);
        try (var prod = rig.account("prod", 50)) {
            rig.venue.give("fills", fill(1), fill(2));
            rig.sync(prod);
        }

        // Then
        assertThat(AccountDatabase.all(
                        "SELECT environment || ' ' || fill_id FROM trade.account_fills ORDER BY environment, fill_id"))
                .containsExactly("demo f1", "prod f1", "prod f2");
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.account_settlements"))
                .isEqualTo("2");
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.account_sync WHERE list = 'fills'"))
                .isEqualTo("2");
    }

    @Test
    void b35MoreRowsThanAPageBetweenTwoLooksAreAllFound() {
        // Given
        rig.venue.give("fills", fillsNewestFirst(1, 10));
        rig.sync(account, EnumSet.of(Part.FILLS));
        rig.venue.give("fills", fillsNewestFirst(1, 480));

        // When
        var report = rig.sync(account, EnumSet.of(Part.FILLS));

        // Then
        assertThat(of(report, Part.FILLS).pages()).isGreaterThan(9);
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.account_fills"))
                .isEqualTo("480");
    }

    @Test
    void b35AWalkThatIsCutOffLeavesItsWatermarkAndIsBegunAgain() {
        // Given
        rig.venue.give("fills", fillsNewestFirst(1, 10));
        rig.sync(account, EnumSet.of(Part.FILLS));
        var before = AccountDatabase.one("SELECT watermark FROM trade.account_sync WHERE list = 'fills'");
        rig.venue.give("fills", fillsNewestFirst(1, 300));
        rig.venue.answer(request -> request.contains("cursor=150") ? new Reply(500, "{}") : null);

        // When
        var report = rig.sync(account, EnumSet.of(Part.FILLS));

        // Then
        assertThat(of(report, Part.FILLS).problem()).contains("HTTP 500").doesNotContain("127.0.0.1");
        assertThat(AccountDatabase.one("SELECT watermark FROM trade.account_sync WHERE list = 'fills'"))
                .isEqualTo(before);
        rig.venue.answer(request -> null);
        rig.restart();
        assertThat(of(rig.sync(account, EnumSet.of(Part.FILLS)), Part.FILLS).problem())
                .isNull();
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.account_fills"))
                .isEqualTo("300");
    }

    @Test
    void b50NoLogAndNoReasonHoldsAKeyASignatureOrAnAddress() {
        // Given
        var said = Collections.synchronizedList(new ArrayList<String>());
        var everything = new Handler() {
            @Override
            public void publish(LogRecord line) {
                said.add(line.getMessage() + " " + Arrays.toString(line.getParameters()) + " " + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var root = Logger.getLogger("prescient");
        var level = root.getLevel();
        root.addHandler(everything);
        root.setLevel(Level.ALL);
        rig.venue.answer(request -> request.contains("fills")
                ? new Reply(0, "")
                : new Reply(401, "{\"error\":{\"code\":\"INCORRECT_API_KEY_SIGNATURE\"}}"));

        // When
        SyncReport report;
        try {
            report = rig.sync(account);
        } finally {
            root.removeHandler(everything);
            root.setLevel(level);
        }

        // Then
        assertThat(rig.venue.signatures()).hasSizeGreaterThan(5).allMatch(signature -> signature.length() > 300);
        said.addAll(AccountDatabase.all("SELECT problem FROM trade.account_sync"));
        report.lists().forEach(walked -> said.add(String.valueOf(walked.problem())));
        assertThat(said).hasSizeGreaterThan(5).allSatisfy(line -> {
            assertThat(line).doesNotContain("key-for-tests").doesNotContain(rig.venue.url());
            assertThat(rig.venue.signatures()).noneMatch(line::contains);
        });
    }
}
