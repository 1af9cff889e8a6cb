package prescient.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;

class PageCursorTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.000001Z");

    @Test
    void whatIsSentIsReadAgain() {
        // Given
        var cursor = new PageCursor(NOON, "a~b");

        // When
        var read = PageCursor.parse(cursor.text());

        // Then
        assertThat(read).isEqualTo(cursor);
        assertThat(PageCursor.parseTime(NOON.toString())).isEqualTo(NOON);
        assertThat(PageCursor.parse(null)).isNull();
        assertThat(PageCursor.parseTime(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "~a", "yesterday~a", "2026-03-02T12:00:00Z", "2026-03-02T12:00:00Z~\0"})
    void anythingElseIsRefused(String text) {
        // When, Then
        assertThatThrownBy(() -> PageCursor.parse(text))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(RequestProblem.INVALID_PARAMETER));
        assertThatThrownBy(() -> PageCursor.parseTime(text + "?")).isInstanceOf(Refused.class);
    }
}
