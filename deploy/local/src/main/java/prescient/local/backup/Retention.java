package prescient.local.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** Which backups have had their time: daily ones after 30 days, weekly ones after 6 months, JSON files after 90 days. */
final class Retention {

    static final Duration DAILY = Duration.ofDays(30);
    static final Duration WEEKLY = Duration.ofDays(183);
    static final Duration JSON = Duration.ofDays(90);

    /**
     * What to remove.
     *
     * @param whole backups to remove altogether
     * @param jsonOnly backups that stay without their JSON files
     */
    record Decision(List<Manifest> whole, List<Manifest> jsonOnly) {}

    private Retention() {}

    /** The newest good backup stays, JSON files and all, however old it is; one made before a restore is not meant. */
    static Decision decide(List<Manifest> backups, Instant now) {
        var newestFirst = backups.stream()
                .sorted(Comparator.comparing(Manifest::created).reversed())
                .toList();
        var newestGood = newestFirst.stream().filter(Manifest::isRegular).findFirst();
        var weeks = new HashSet<String>();
        var whole = new ArrayList<Manifest>();
        var jsonOnly = new ArrayList<Manifest>();
        for (var backup : newestFirst) {
            var age = Duration.between(backup.created(), now);
            var firstOfItsWeek = backup.isRegular() && weeks.add(week(backup.created()));
            if (newestGood.filter(backup::equals).isPresent() || age.compareTo(DAILY) <= 0) {
                continue;
            }
            if (!firstOfItsWeek || age.compareTo(WEEKLY) > 0) {
                whole.add(backup);
            } else if (age.compareTo(JSON) > 0 && !backup.json().isEmpty() && backup.jsonRemovedAt() == null) {
                jsonOnly.add(backup);
            }
        }
        return new Decision(whole, jsonOnly);
    }

    private static String week(Instant at) {
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return day.get(IsoFields.WEEK_BASED_YEAR) + "-" + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }
}
