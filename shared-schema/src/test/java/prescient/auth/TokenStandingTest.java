package prescient.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenStandingTest {

    private final TokenStanding standing = new TokenStanding();

    @Test
    void whoRefusesTheTokenIsToldUntilItTakesItAgain() {
        // Given
        standing.answered("b:2", 401);
        standing.answered("a:1", 401);
        standing.answered("a:1", 401);
        // When
        standing.answered("b:2", 503);
        // Then
        assertThat(standing.refusing()).containsExactly("a:1", "b:2");
        standing.answered("a:1", 422);
        standing.answered("b:2", 200);
        assertThat(standing.refusing()).isEmpty();
    }

    @Test
    void otherRefusalsAreAboutTheRequest() {
        // When
        standing.answered("a:1", 403);
        standing.answered("a:1", 409);
        // Then
        assertThat(standing.refusing()).isEmpty();
    }
}
