package prescient.trade.status;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;

/** Where the five services of the suite answer. */
@ConfigMapping(prefix = "prescient.url")
interface StatusConfig {

    @WithName("market-ingest")
    @WithDefault("http://127.0.0.1:8001")
    URI marketIngest();

    @WithDefault("http://127.0.0.1:8002")
    URI signal();

    @WithDefault("http://127.0.0.1:8003")
    URI trade();

    @WithDefault("http://127.0.0.1:8004")
    URI portfolio();

    @WithDefault("http://127.0.0.1:8005")
    URI forecast();
}
