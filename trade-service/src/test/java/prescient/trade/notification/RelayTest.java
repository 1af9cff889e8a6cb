package prescient.trade.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;
import prescient.trade.desk.DeskRig;
import prescient.trade.notification.NotificationRig.Config;

/** What is told how often, when, and what becomes of it when a channel or PostgreSQL is down. */
class RelayTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final Taken hook = new Taken(Held.WEBHOOK);
    private final Taken mail = new Taken(Held.MAIL);

    @BeforeEach
    void emptyTables() {
        new DeskRig();
    }

    private NotificationRig rig() {
        return new NotificationRig(on(), hook, mail);
    }

    private static Config on() {
        return Config.OFF
                .hook(NotificationRig.SOMEWHERE, null)
                .mail("127.0.0.1", 25, NotificationConfig.Mail.Security.NONE);
    }

    /** A channel that notes what it took. */
    private static final class Taken implements Channel {
        private final String name;
        final List<Message> messages = new ArrayList<>();
        boolean down;
        Consumer<Message> after = message -> {};

        Taken(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean on() {
            return true;
        }

        @Override
        public String target() {
            return name + " of a test";
        }

        @Override
        public void send(Message message) throws IOException {
            if (down) {
                throw new IOException(name + " is down");
            }
            messages.add(message);
            after.accept(message);
        }

        List<List<String>> keys() {
            return messages.stream()
                    .map(message -> message.notifications().stream()
                            .map(Message.Part::key)
                            .toList())
                    .toList();
        }

        List<String> ids() {
            return messages.stream().map(Message::id).toList();
        }
    }

    @Test
    void whatLastsIsToldOnceCountedAndToldAgainAfterAWhile() {
        // Given
        var rig = rig();

        // When: it is found every minute for nearly four hours, by a process that is restarted in between
        for (int minute = 0; minute < 239; minute++) {
            rig.tell(rig.lasting("disk", Severity.WARNING));
            rig.jobs();
            rig.clock.pass(Duration.ofMinutes(1));
            if (minute == 100) {
                rig.restart();
            }
        }
        var before = hook.messages.size();
        rig.clock.pass(Duration.ofMinutes(1));
        rig.tell(rig.lasting("disk", Severity.WARNING));
        rig.jobs();

        // Then
        assertThat(before).isOne();
        assertThat(hook.messages).hasSize(2).extracting(Message::id).doesNotHaveDuplicates();
        assertThat(hook.messages.getLast().notifications().getFirst().told()).isEqualTo(2);
        assertThat(rig.all()).singleElement().satisfies(found -> {
            assertThat(found.seen()).isEqualTo(240);
            assertThat(found.told()).isEqualTo(2);
            assertThat(found.firstAt()).isEqualTo(NotificationRig.START);
            assertThat(found.deliveries().get("mail").state()).isEqualTo(Delivery.State.DELIVERED);
        });
    }

    @Test
    void whatHappenedOnceIsNeverToldAgain() {
        // Given
        var rig = rig();

        // When
        for (int day = 0; day < 3; day++) {
            rig.tell(rig.once("settled", Severity.INFO));
            rig.jobs();
            rig.restart();
            rig.clock.pass(Duration.ofDays(1));
        }

        // Then
        assertThat(hook.messages).hasSize(1);
        assertThat(mail.messages).hasSize(1);
    }

    @Test
    void aChannelThatIsDownHoldsUpNoOtherAndIsTriedWithPausesUntilItIsGivenUp() {
        // Given
        var rig = rig();
        hook.down = true;
        log.expect("given up over webhook");
        rig.tell(rig.once("one", Severity.WARNING));

        // When: attempts are at 0, 5 and 15 seconds
        rig.jobs();
        var first = rig.all().getFirst().deliveries().get("webhook");
        rig.jobs();
        var again = rig.all().getFirst().deliveries().get("webhook");
        rig.clock.pass(Duration.ofSeconds(5));
        rig.jobs();
        rig.clock.pass(Duration.ofSeconds(10));
        rig.jobs();
        rig.clock.pass(Duration.ofHours(1));
        rig.jobs();

        // Then
        assertThat(mail.keys()).containsExactly(List.of("one"));
        assertThat(first.attempts()).isOne();
        assertThat(first.nextAt()).isEqualTo(NotificationRig.START.plusSeconds(5));
        assertThat(again).isEqualTo(first);
        assertThat(rig.desk.list(Delivery.State.UNDELIVERED, null, 10))
                .singleElement()
                .satisfies(found -> {
                    var delivery = found.deliveries().get("webhook");
                    assertThat(delivery.state()).isEqualTo(Delivery.State.UNDELIVERED);
                    assertThat(delivery.attempts()).isEqualTo(3);
                    assertThat(delivery.error()).isEqualTo("webhook is down");
                });
        assertThat(rig.desk.channels().getFirst().state()).isEqualTo("failing");
        assertThat(rig.desk.channels().getFirst().undelivered()).isOne();
        assertThat(rig.desk.channels().getLast().state()).isEqualTo("ok");
    }

    @Test
    void aTestThatArrivesSendsWhatWasGivenUpAgainUnderItsId() {
        // Given
        var rig = rig();
        hook.down = true;
        log.expect("given up over webhook");
        rig.tell(rig.once("one", Severity.WARNING));
        for (int attempt = 0; attempt < 3; attempt++) {
            rig.jobs();
            rig.clock.pass(Duration.ofMinutes(1));
        }
        var id = rig.all().getFirst().deliveries().get("webhook").messageId();

        // When
        var failed = rig.desk.test();
        hook.down = false;
        var worked = rig.desk.test();
        rig.jobs();

        // Then
        assertThat(failed).contains(new TestResult("webhook", "failed", "webhook is down"));
        assertThat(worked).contains(new TestResult("webhook", "delivered", null));
        assertThat(hook.ids()).hasSize(2).last().isEqualTo(id);
        assertThat(rig.desk.list(Delivery.State.UNDELIVERED, null, 10)).isEmpty();
    }

    @Test
    void aCrashBetweenSendingAndNotingSendsTheSameMessageAgain() {
        // Given: a digest of two, sent, and then the process dies
        var rig = rig();
        rig.tell(rig.once("one", Severity.INFO), rig.once("two", Severity.WARNING));
        rig.desk.store();
        hook.after = message -> {
            throw new IllegalStateException("killed");
        };
        try {
            rig.desk.send(Held.WEBHOOK);
        } catch (IllegalStateException killed) {
            assertThat(killed).hasMessage("killed");
        }

        // When: more has come since
        hook.after = message -> {};
        rig.restart();
        rig.tell(rig.once("three", Severity.INFO));
        rig.jobs();
        rig.jobs();

        // Then
        assertThat(hook.keys()).containsExactly(List.of("one", "two"), List.of("one", "two"), List.of("three"));
        assertThat(hook.messages.get(0)).isEqualTo(hook.messages.get(1));
        assertThat(hook.ids().get(2)).isNotEqualTo(hook.ids().get(1));
    }

    @Test
    void inQuietHoursOnlyWhatIsCriticalIsSentAndTheRestComesAsOneDigest() {
        // Given: night in Berlin, at half past twelve
        var rig = new NotificationRig(on().quiet("22:00", "07:00", "Europe/Berlin"), hook, mail);
        rig.clock.set(Instant.parse("2026-03-02T23:30:00Z"));

        // When
        rig.tell(rig.lasting("low", Severity.WARNING), rig.once("news", Severity.INFO));
        rig.tell(rig.lasting("fire", Severity.CRITICAL));
        rig.jobs();
        var inTheNight = List.copyOf(hook.keys());
        var quietUntil = rig.desk.channels().getFirst().quietUntil();
        rig.restart();
        rig.clock.set(Instant.parse("2026-03-03T05:59:59Z"));
        rig.tell(rig.once("early", Severity.INFO));
        rig.jobs();
        var before = hook.messages.size();
        rig.clock.pass(Duration.ofSeconds(1));
        rig.jobs();

        // Then
        assertThat(inTheNight).containsExactly(List.of("fire"));
        assertThat(quietUntil).isEqualTo("2026-03-03T06:00:00Z");
        assertThat(before).isOne();
        assertThat(hook.keys().getLast()).containsExactlyInAnyOrder("low", "news", "early");
        assertThat(hook.messages.getLast().title()).isEqualTo("3 notifications");
        assertThat(hook.messages.getLast().severity()).isEqualTo(Severity.WARNING);
        assertThat(mail.keys()).isEqualTo(hook.keys());
    }

    @Test
    void withoutPostgresItIsToldFromMemoryAndStoredOnceItIsBack() {
        // Given
        var rig = rig();
        rig.tell(rig.lasting("before", Severity.WARNING));
        rig.jobs();
        rig.up.set(false);

        // When: one thing goes on, one begins
        for (int look = 0; look < 3; look++) {
            rig.clock.pass(Duration.ofSeconds(10));
            rig.tell(rig.lasting("before", Severity.WARNING), rig.lasting("database", Severity.CRITICAL));
            rig.jobs();
        }
        var meanwhile = rig.all();
        rig.up.set(true);
        rig.tell(rig.lasting("database", Severity.CRITICAL));
        rig.jobs();
        rig.jobs();

        // Then
        assertThat(hook.keys()).containsExactly(List.of("before"), List.of("database"));
        assertThat(mail.keys()).isEqualTo(hook.keys());
        assertThat(meanwhile).extracting(NotificationView::key).contains("database");
        assertThat(rig.all()).hasSize(2).allSatisfy(found -> {
            assertThat(found.seen()).isEqualTo(4);
            assertThat(found.told()).isOne();
            assertThat(found.deliveries().values()).extracting(Delivery::state).containsOnly(Delivery.State.DELIVERED);
        });
        assertThat(rig.memory.all()).isEmpty();
    }

    @Test
    void whatFailedInMemoryGoesOnFromTheTableUnderItsId() {
        // Given
        var rig = rig();
        rig.up.set(false);
        hook.down = true;
        rig.tell(rig.once("one", Severity.WARNING));
        rig.jobs();
        var id = rig.memory.all().getFirst().deliveries().get("webhook").messageId();

        // When
        rig.up.set(true);
        rig.desk.store();
        rig.restart();
        hook.down = false;
        rig.jobs();
        var early = hook.messages.size();
        rig.clock.pass(Duration.ofSeconds(5));
        rig.jobs();

        // Then
        assertThat(early).isZero();
        assertThat(hook.ids()).containsExactly(id);
        assertThat(mail.messages).hasSize(1);
    }

    @Test
    void whatIsOldIsForgottenUnlessItWasNotDelivered() {
        // Given
        var rig = rig();
        rig.tell(rig.once("old", Severity.WARNING));
        rig.jobs();
        hook.down = true;
        rig.tell(rig.once("stuck", Severity.WARNING));
        rig.jobs();

        // When
        rig.clock.pass(Duration.ofDays(91));
        rig.desk.forget();

        // Then
        assertThat(rig.all()).extracting(NotificationView::key).containsExactly("stuck");
    }

    @Test
    void pagesFollowEachOther() {
        // Given
        var rig = rig();
        for (int i = 0; i < 5; i++) {
            rig.tell(rig.once("n" + i, Severity.INFO));
            rig.clock.pass(Duration.ofSeconds(i % 2));
        }
        rig.up.set(false);
        var held = pages(rig);
        rig.up.set(true);
        rig.desk.store();

        // When
        var stored = pages(rig);

        // Then
        assertThat(stored).hasSize(5).doesNotHaveDuplicates().isEqualTo(held);
    }

    private static List<String> pages(NotificationRig rig) {
        var keys = new ArrayList<String>();
        prescient.page.PageCursor after = null;
        for (var page = rig.desk.list(null, after, 2); !page.isEmpty(); page = rig.desk.list(null, after, 2)) {
            page.forEach(found -> keys.add(found.key()));
            after = prescient.page.PageCursor.parse(page.getLast().cursor());
        }
        return keys;
    }
}
