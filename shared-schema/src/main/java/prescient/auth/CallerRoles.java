package prescient.auth;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Turns what a token says into roles. The audience decides what kind of caller it is: a service's token never gives a
 * person's role and the other way round, whatever its claims are; a token for both audiences gives none.
 */
@ApplicationScoped
class CallerRoles implements SecurityIdentityAugmentor {

    static final String PEOPLE = "prescient";
    static final String SERVICES = "prescient-internal";

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(token)
                        .addCredentials(identity.getCredentials())
                        .addAttributes(identity.getAttributes())
                        .addRoles(roles(token.getAudience(), identity.getRoles()))
                        .build());
    }

    static Set<String> roles(Set<String> audience, Set<String> claimed) {
        boolean person = audience.contains(PEOPLE);
        boolean service = audience.contains(SERVICES);
        if (person == service) {
            return Set.of();
        }
        if (service) {
            return claimed.contains(Roles.SERVICE) ? Set.of(Roles.SERVICE) : Set.of();
        }
        if (claimed.contains(Roles.OPERATOR)) {
            return Set.of(Roles.VIEWER, Roles.TRADER, Roles.OPERATOR);
        }
        if (claimed.contains(Roles.TRADER)) {
            return Set.of(Roles.VIEWER, Roles.TRADER);
        }
        return claimed.contains(Roles.VIEWER) ? Set.of(Roles.VIEWER) : Set.of();
    }
}
