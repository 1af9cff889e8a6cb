package prescient.cutover;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import prescient.cutover.BackupTable.Backup;
import prescient.database.Bulk;
import prescient.database.DatabasePulse;
import prescient.database.DatabasePulse.Beat;

/** Computes the gates of the service's features and remembers what they said last, so that a status costs nothing. */
@ApplicationScoped
class GateDesk implements Gates.Facts {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final CutoverDesk desk;
    private final FollowDesk followers;
    private final DatabasePulse pulse;
    private final @Nullable TransferState transfer;
    private final BackupTable backups;
    private final LatencyGate latency;
    private final Gates gates;
    private final Rules rules;
    private final InstantSource clock;
    private final Map<String, List<Gate>> last = new ConcurrentHashMap<>();
    private volatile Optional<Backup> backup = Optional.empty();

    GateDesk(
            CutoverDesk desk,
            FollowDesk followers,
            CutoverConfig config,
            DatabasePulse pulse,
            @All List<TransferState> transfer,
            Bulk bulk,
            ObjectMapper json,
            InstantSource clock) {
        this.desk = desk;
        this.followers = followers;
        this.pulse = pulse;
        this.transfer = transfer.isEmpty() ? null : transfer.getFirst();
        this.backups = new BackupTable(bulk, json);
        this.latency = new LatencyGate(new BaselineTable(bulk), config.cutover().gates(), clock);
        this.gates = new Gates(config.cutover().gates(), this, latency, clock);
        this.rules = new Rules(this, latency);
        this.clock = clock;
    }

    /** Computes them now. */
    List<Gate> evaluate(Cutover cutover) {
        var now = gates.evaluate(cutover);
        last.put(cutover.feature().name(), now);
        return now;
    }

    /** What they said last; never blocks. */
    List<Gate> last(Cutover cutover) {
        return last.getOrDefault(cutover.feature().name(), List.of());
    }

    Rules rules() {
        return rules;
    }

    /** How reads on the database compare with what they took on the files. */
    Gate latency(Cutover cutover) {
        return latency.evaluate(cutover);
    }

    /** What the files took, as last known. */
    List<BaselineTable.Baseline> baselines(Cutover cutover) {
        return latency.baselines(cutover);
    }

    /** Learns what PostgreSQL knows: backups and baselines. Blocks. */
    void learn() {
        backup = backups.newest();
        desk.all().forEach(latency::record);
    }

    /**
     * Remembers a backup that somebody has verified. Blocks.
     *
     * @throws IllegalArgumentException when it was verified in the future: it would hold the gate until then
     */
    void told(Backup verified) {
        if (verified.verifiedAt().isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
            throw new IllegalArgumentException("verified_at lies in the future");
        }
        backups.save(verified, clock.instant());
        backup = backups.newest();
    }

    @Override
    public Beat database() {
        return pulse.last();
    }

    @Override
    public @Nullable TransferState transfer() {
        return transfer;
    }

    @Override
    public Optional<Backup> backup() {
        return backup;
    }

    @Override
    public Follower.State shadow(String feature) {
        return followers.of(feature).state();
    }
}
