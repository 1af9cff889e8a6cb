package prescient.trade.desk;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/** Who speaks on the desk. */
@RegisterForReflection
public enum Role {
    /** Whoever asks over HTTP. */
    CALLER,
    /** Runs trades from the request to the settlement. */
    MANAGER,
    /** Watches open trades and asks for stops. */
    SUPERVISOR,
    /** The exchange. */
    VENUE;

    /** The name in the database and in JSON. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
