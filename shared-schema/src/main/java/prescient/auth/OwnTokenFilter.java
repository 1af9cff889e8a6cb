package prescient.auth;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Shows this service's token to its neighbours. Only neighbours are called through REST clients; venues are not, so none
 * of them ever sees it.
 */
@Provider
class OwnTokenFilter implements ClientRequestFilter {

    private final Optional<TokenFile> file;

    OwnTokenFilter(TokenConfig config) {
        this.file = config.file().map(TokenFile::new);
    }

    @Override
    public void filter(ClientRequestContext request) {
        file.flatMap(TokenFile::token)
                .ifPresent(token -> request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token));
    }
}
