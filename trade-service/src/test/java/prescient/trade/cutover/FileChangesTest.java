package prescient.trade.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileChangesTest {

    private final FileChanges changes = new FileChanges(() -> Instant.ofEpochMilli(17));

    @Test
    void theNewestAreRememberedAndWhoIsTooFarBehindIsNotToldHalf() {
        // When
        for (int i = 0; i <= FileChanges.REMEMBERED; i++) {
            changes.add("trade", JsonNodeFactory.instance.objectNode().put("n", i));
        }

        // Then
        var last = FileChanges.REMEMBERED + 1;
        assertThat(changes.run()).isEqualTo(17);
        assertThat(changes.last()).isEqualTo(last);
        assertThat(changes.since(last)).contains(List.of());
        assertThat(changes.since(1).orElseThrow()).hasSize(FileChanges.REMEMBERED);
        assertThat(changes.since(last - 1)
                        .orElseThrow()
                        .getFirst()
                        .data()
                        .path("n")
                        .asInt())
                .isEqualTo(FileChanges.REMEMBERED);
        assertThat(changes.since(0)).isEmpty();
        assertThat(changes.since(last + 1)).isEmpty();
    }

    @Test
    void moreTradesThanCanBeNamedAreReadAgain() {
        // When
        changes.manyTrades();

        // Then
        var told = changes.since(0).orElseThrow().getFirst();
        assertThat(told.kind()).isEqualTo("reload");
        assertThat(told.data().toString()).isEqualTo("{\"what\":\"trade\"}");
    }
}
