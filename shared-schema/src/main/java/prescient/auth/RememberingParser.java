package prescient.auth;

import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.interceptor.Interceptor;
import java.time.InstantSource;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Puts {@link VerifiedTokens} before what checks the tokens of callers. */
@Decorator
@Priority(Interceptor.Priority.LIBRARY_AFTER)
abstract class RememberingParser implements JWTParser {

    private final JWTParser parser;
    private final VerifiedTokens tokens;

    RememberingParser(@Delegate @Any JWTParser parser, InstantSource clock) {
        this.parser = parser;
        this.tokens = new VerifiedTokens(clock);
    }

    @Override
    public JsonWebToken parse(String text) throws ParseException {
        return tokens.token(text, parser::parse);
    }
}
