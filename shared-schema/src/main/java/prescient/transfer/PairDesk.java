package prescient.transfer;

import io.quarkus.arc.All;
import io.quarkus.arc.ClientProxy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.cutover.CutoverConfig;
import prescient.cutover.Feature;
import prescient.cutover.LegacyFolder;
import prescient.cutover.Mode;
import prescient.problem.RequestProblem;

/** Finds the features of the service and the stores a request speaks of. */
@ApplicationScoped
class PairDesk {

    private final List<Feature> features;
    private final Switch modes;
    private final CutoverConfig.Legacy legacy;

    PairDesk(@All List<Feature> features, Switch modes, CutoverConfig config) {
        // Without their proxies, which would ask for the bean again with every record of a file.
        this.features = features.stream().map(ClientProxy::unwrap).toList();
        this.modes = modes;
        this.legacy = config.legacy();
    }

    List<Feature> features() {
        return features;
    }

    Feature feature(String name) {
        return features.stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow(() -> RequestProblem.NOT_FOUND.with("this service has no feature " + name));
    }

    Mode mode(String feature) {
        return modes.mode(feature);
    }

    /** How still the two stores stand; any folder but the live one does not move. */
    Standstill standstill(Pair pair) {
        var feature = pair.feature().name();
        return pair.folder() == null
                ? new Standstill(() -> modes.settle(feature), () -> modes.standing(feature))
                : Standstill.ALWAYS;
    }

    Optional<Path> liveFolder() {
        return legacy.dir();
    }

    ZoneId liveZone() {
        return legacy.zone();
    }

    /** The live stores. */
    Pair live(Feature feature) {
        if (legacy.dir().isEmpty()) {
            throw TransferProblem.FOLDER_MISSING.with(feature.name() + " has no live legacy files");
        }
        var mode = modes.mode(feature.name());
        // Once nothing is kept in the files, they are only looked at, as those of any other folder.
        var file = mode.keepsFile()
                ? feature.file()
                : feature.file(new LegacyFolder(legacy.dir().get(), legacy.zone()));
        return new Pair(feature, file, feature.database(), mode.trustsFile(), null);
    }

    /** The files of a folder, null for the live one, and the database. The file is what ought to be in the database. */
    Pair of(Feature feature, @Nullable Path folder, ZoneId zone) {
        if (folder != null) {
            return new Pair(feature, feature.file(new LegacyFolder(folder, zone)), feature.database(), true, folder);
        }
        var live = live(feature);
        // Where the database counts, its own records are not in the file and none of the file's business.
        return new Pair(
                feature,
                live.file(),
                live.database(),
                true,
                live.trustsFile() ? null : legacy.dir().orElse(null));
    }

    /** A folder that a request names; null when it names none or the live one. */
    @Nullable Path folder(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var folder = existing(text);
        return isLive(folder) ? null : folder;
    }

    /** A folder that a request names. */
    Path existing(String text) {
        try {
            var folder = Path.of(text);
            if (folder.isAbsolute() && Files.isDirectory(folder)) {
                return folder.toRealPath();
            }
        } catch (InvalidPathException | IOException unusable) {
            throw TransferProblem.FOLDER_NOT_FOUND.with(text + " cannot be used as a path");
        }
        throw TransferProblem.FOLDER_NOT_FOUND.with(text + " is not the absolute path of a folder");
    }

    /** The folder is the live legacy folder, or within it. */
    boolean isLive(Path folder) {
        try {
            return legacy.dir().isPresent()
                    && Files.exists(legacy.dir().get())
                    && folder.startsWith(legacy.dir().get().toRealPath());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The zone that a request names for the files of a folder, else that of the live files.
     *
     * @param folder null for the live one, whose zone is settled
     */
    ZoneId zone(@Nullable Path folder, @Nullable String text) {
        try {
            var zone = text == null ? legacy.zone() : ZoneId.of(text);
            if (folder == null && !zone.equals(legacy.zone())) {
                throw TransferProblem.ZONE_DIFFERS.with("the live files are in " + legacy.zone() + ", not in " + zone);
            }
            return zone;
        } catch (DateTimeException unknown) {
            throw TransferProblem.ZONE_UNKNOWN.with(text + " is no time zone");
        }
    }
}
