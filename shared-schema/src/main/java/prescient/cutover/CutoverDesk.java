package prescient.cutover;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import prescient.database.Bulk;
import prescient.database.DatabasePulse;
import prescient.legacy.Journal;

/** The service's features and their cut-overs. */
@ApplicationScoped
public class CutoverDesk {

    private static final Logger LOG = Logger.getLogger(CutoverDesk.class);

    private final Map<String, Cutover> cutovers = new LinkedHashMap<>();
    private final CutoverConfig config;
    private final ExecutorService threads;
    private final InitialMode initial;
    private final ModeState modes;
    private final AuditStore audit;
    private final ObjectMapper json;

    CutoverDesk(
            @All List<Feature> features,
            CutoverConfig config,
            @VirtualThreads ExecutorService threads,
            Bulk bulk,
            ObjectMapper json,
            InstantSource clock,
            DatabasePulse pulse,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.config = config;
        this.threads = threads;
        features.forEach(
                feature -> cutovers.put(feature.name(), new Cutover(feature, config.cutover(), threads, clock)));
        this.initial = features.isEmpty()
                ? new InitialMode(Mode.DATABASE_ONLY, "no features", Map.of())
                : InitialMode.of(config, name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
        Rules.check(config.cutover().rules());
        var file = InitialMode.folder(config).filter(_ -> !features.isEmpty());
        this.modes = new ModeState(
                cutovers.values(),
                new StateTable(bulk, json),
                file.map(folder -> new StateFile(folder, service, json)).orElse(null),
                clock);
        this.json = json;
        this.audit = new AuditStore(
                new AuditTable(bulk, json),
                file.map(folder -> new Journal(folder, "audit-" + service)).orElse(null),
                json,
                clock,
                () -> pulse.last().up());
        modes.recall();
    }

    /** Early, so that a service with contradictory settings does not start. */
    void start(@Observes @Priority(1) StartupEvent event) {
        if (!initial.aliases().isEmpty()) {
            LOG.infof(
                    "old switches %s are read as %s, for features without a mode",
                    initial.aliases(), initial.mode().text());
        }
        modes.decide(initial, config.cutover().startWait(), threads);
        cutovers.values()
                .forEach(cutover -> LOG.infof(
                        "%s is %s", cutover.feature().name(), cutover.mode().text()));
    }

    /**
     * The cut-over of a feature of this service.
     *
     * @throws IllegalArgumentException when it has no such feature
     */
    public Cutover of(String feature) {
        var found = cutovers.get(feature);
        if (found == null) {
            throw new IllegalArgumentException("no feature " + feature);
        }
        return found;
    }

    /** All of them, in the order of the service's beans. Never null; empty for a service without legacy files. */
    public Collection<Cutover> all() {
        return List.copyOf(cutovers.values());
    }

    /** Corrects what memory, table and file say about the modes, and brings the audit up to date. Blocks. */
    void reconcile() {
        for (var correction : modes.reconcile()) {
            var evidence = json.createObjectNode();
            audit.add(
                    correction.feature(),
                    "correct",
                    correction.from(),
                    correction.to(),
                    null,
                    correction.reason(),
                    "done",
                    evidence);
        }
        audit.flush();
    }

    AuditStore audit() {
        return audit;
    }

    ModeState modes() {
        return modes;
    }

    InitialMode initial() {
        return initial;
    }
}
