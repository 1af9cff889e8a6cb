package prescient.auth;

import io.quarkus.tls.runtime.TrustStoreAndTrustOptions;
import io.quarkus.tls.runtime.TrustStoreProvider;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * What a neighbour that is called over https has to show before it is told anything, this service's token included: a
 * certificate for the host that was called, signed by an authority in {@code PRESCIENT_TLS_TRUST}. REST clients use it
 * by configuration; one that is built by hand asks the TLS registry for {@link #NAME}. Venues are not neighbours: for
 * them Java's own list of authorities counts, whatever is set here.
 */
@ApplicationScoped
@Identifier(NeighbourTrust.NAME) public class NeighbourTrust implements TrustStoreProvider {

    /** The name of the TLS configuration for calls to neighbours. */
    public static final String NAME = "neighbours";

    private final TrustConfig config;

    NeighbourTrust(TrustConfig config) {
        this.config = config;
    }

    /** The authorities; null leaves it to Java's own list. */
    @Override
    public @Nullable TrustStoreAndTrustOptions getTrustStore(Vertx vertx) {
        var file = config.trust().orElse(null);
        if (file == null) {
            return null;
        }
        try {
            var authorities = new PemTrustOptions().addCertValue(Buffer.buffer(Files.readAllBytes(file)));
            return new TrustStoreAndTrustOptions(authorities.loadKeyStore(vertx), authorities);
        } catch (Exception unusable) {
            throw new RefusedStart("PRESCIENT_TLS_TRUST is " + file + ", which cannot be used: " + unusable);
        }
    }
}
