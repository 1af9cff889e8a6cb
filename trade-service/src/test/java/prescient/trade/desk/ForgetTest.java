package prescient.trade.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;
import prescient.trade.venue.Side;

/** What of the desk's messages is forgotten. */
class ForgetTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private final DeskRig rig = new DeskRig();

    private List<DeskMessage> messages(String tradeId) {
        return DeskRig.got(rig.messages.of(tradeId, 1000));
    }

    private void end(String tradeId) {
        rig.wish(tradeId);
        rig.rounds(4);
        assertThat(rig.view(tradeId).status()).isEqualTo("closed");
    }

    @Test
    void messagesOfTradesThatEndedLongAgoAreForgottenAndNoOthers() {
        // Given one that ended, one that lives, and one that ends later
        rig.opened(DeskRig.terms("ended", "KX-1", Side.YES));
        end("ended");
        rig.opened(DeskRig.terms("lives", "KX-2", Side.YES));
        rig.opened(DeskRig.terms("late", "KX-3", Side.YES));
        rig.rounds(1);
        int said = messages("ended").size();
        int living = messages("lives").size();

        // When
        rig.clock.set(DeskRig.START.plus(Duration.ofDays(89)));
        int early = rig.forget();
        rig.clock.set(DeskRig.START.plus(Duration.ofDays(91)));
        int due = rig.forget();
        int again = rig.forget();

        // Then
        assertThat(early).isZero();
        assertThat(due).isEqualTo(said).isPositive();
        assertThat(again).isZero();
        assertThat(messages("ended")).isEmpty();
        assertThat(messages("lives")).hasSize(living);
        assertThat(messages("late")).isNotEmpty();
        assertThat(rig.view("ended").pnl()).as("the trade itself stays").isNotNull();
        assertThat(rig.booksAreRight()).isTrue();
    }

    @Test
    void whatWaitsOrNeedsAPersonStays() throws Exception {
        // Given
        rig.opened(DeskRig.terms("ended", "KX-1", Side.YES));
        end("ended");
        try (var connection = DeskRig.superuser();
                var sql = connection.createStatement()) {
            sql.execute("UPDATE trade.desk_messages SET handled_at = NULL, set_aside_at = CASE WHEN sequence ="
                    + " (SELECT min(sequence) FROM trade.desk_messages) THEN created_at END WHERE sequence IN"
                    + " (SELECT sequence FROM trade.desk_messages ORDER BY sequence LIMIT 2)");
        }

        // When
        rig.clock.set(DeskRig.START.plus(Duration.ofDays(91)));
        rig.forget();

        // Then
        assertThat(messages("ended")).hasSize(2);
    }
}
