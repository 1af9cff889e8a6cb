package prescient.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");

    private Instant now = START;
    private long expiry = START.plusSeconds(3600).getEpochSecond();
    private int checks;
    private final VerifiedTokens tokens = new VerifiedTokens(() -> now);

    @Test
    void aGoodTokenIsCheckedOnceAMinute() throws ParseException {
        // Given
        var token = ask("a");
        now = START.plusSeconds(59);
        assertThat(ask("a")).isSameAs(token);
        assertThat(checks).isEqualTo(1);
        // When
        now = START.plusSeconds(60);
        ask("a");
        // Then
        assertThat(checks).isEqualTo(2);
    }

    @Test
    void aTokenIsNotBelievedBeyondItsEnd() throws ParseException {
        // Given
        expiry = START.plusSeconds(10).getEpochSecond();
        ask("a");
        // When
        now = START.plusSeconds(10);
        ask("a");
        // Then
        assertThat(checks).isEqualTo(2);
    }

    @Test
    void aTokenWithoutAnEndOrWithOneFarAwayIsCheckedAgain() throws ParseException {
        for (var end : new long[] {0, Long.MAX_VALUE}) {
            // Given
            now = START;
            expiry = end;
            ask("end " + end);
            // When
            now = START.plusSeconds(60);
            var before = checks;
            ask("end " + end);
            // Then
            assertThat(checks).isEqualTo(before + 1);
        }
    }

    @Test
    void aRefusalIsNotRemembered() throws ParseException {
        // Given
        assertThatThrownBy(() -> tokens.token("a", text -> {
                    throw new ParseException("bad");
                }))
                .isInstanceOf(ParseException.class);
        // When
        ask("a");
        // Then
        assertThat(checks).isEqualTo(1);
    }

    @Test
    void manyTokensDoNotFillTheMemory() throws ParseException {
        // Given
        ask("first");
        for (var number = 1; number < VerifiedTokens.MOST; number++) {
            ask("other " + number);
        }
        ask("first");
        assertThat(checks).isEqualTo(VerifiedTokens.MOST);
        // When
        ask("one too many");
        ask("first");
        // Then
        assertThat(checks).isEqualTo(VerifiedTokens.MOST + 2);
    }

    private JsonWebToken ask(String text) throws ParseException {
        return tokens.token(text, asked -> {
            checks++;
            return new Token(asked, expiry);
        });
    }

    private record Token(String getName, long expiry) implements JsonWebToken {
        @Override
        public Set<String> getClaimNames() {
            return Set.of("exp");
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the interface has it
        public <T> T getClaim(String name) {
            return (T) (Object) expiry;
        }
    }
}
