package prescient.auth;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Shows this service's token to its neighbours and remembers which of them refuse it. Only neighbours are called through
 * REST clients; venues are not, so none of them ever sees it.
 */
@Provider
class OwnTokenFilter implements ClientRequestFilter, ClientResponseFilter {

    private final Optional<TokenFile> file;
    private final TokenStanding standing;

    OwnTokenFilter(TokenConfig config, TokenStanding standing) {
        this.file = config.file().map(TokenFile::new);
        this.standing = standing;
    }

    @Override
    public void filter(ClientRequestContext request) {
        file.flatMap(TokenFile::token)
                .ifPresent(token -> request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token));
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        standing.answered(request.getUri().getAuthority(), response.getStatus());
    }
}
