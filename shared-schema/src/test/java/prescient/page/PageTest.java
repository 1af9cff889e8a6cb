package prescient.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;

class PageTest {

    @Test
    void theLastPageHasNoCursor() {
        assertThat(Page.of(List.of(1, 2), 2, String::valueOf)).isEqualTo(new Page<>(List.of(1, 2), null));
        assertThat(Page.of(List.of(1, 2, 3), 2, String::valueOf)).isEqualTo(new Page<>(List.of(1, 2), "2"));
        assertThat(Page.of(List.<Integer>of(), 2, String::valueOf)).isEqualTo(new Page<>(List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "", "ten", "1.5", "99999999999", "+5", " 5"})
    void aLimitIsAWholeNumberFromOneToAThousand(String text) {
        assertThatThrownBy(() -> PageLimit.parse(text))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(RequestProblem.LIMIT_OUT_OF_RANGE));
    }

    @Test
    void aHundredRowsWhenNotGiven() {
        assertThat(PageLimit.parse(null)).isEqualTo(100);
        assertThat(PageLimit.parse("1000")).isEqualTo(1000);
    }
}
