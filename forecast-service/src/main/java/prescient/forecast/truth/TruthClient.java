package prescient.forecast.truth;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.outside.OutsideClient;
import prescient.forecast.outside.OutsideClient.Service;
import prescient.forecast.outside.SiteClient;
import prescient.forecast.settle.ClimateReport;
import prescient.forecast.settle.RecordFlag;

/** Reads the climate reports of the National Weather Service. Blocks. Safe for many threads. */
@Startup // so that its meters are there from the start
@ApplicationScoped
public class TruthClient {

    /** The office that passes on reports of all others. */
    private static final String ANY_OFFICE = "NWS";

    /** On the page behind the oldest report. */
    private static final String NO_MORE = "None issued by this office recently";

    private static final Pattern TEXT = Pattern.compile("(?is)<pre[^>]*>(.*?)</pre>");
    private static final Pattern LETTERS = Pattern.compile("K?([A-Z0-9]{3})");

    private final SiteClient site;
    private final int versions;

    TruthClient(TruthConfig config, OutsideClient outside) {
        this.versions = config.versions();
        this.site = outside.site(new Service(
                "climate-report",
                config.url(),
                "/weather/forecast.weather.gov",
                "https://forecast.weather.gov",
                config.apart()));
    }

    /**
     * The final maximum of a day. Reads reports from the newest to the first that settles the day; one about an
     * earlier day ends the search, since nothing older settles it either.
     *
     * @param station the settlement station, with or without the K before its letters, for instance {@code KNYC}
     */
    public Truth reportFor(String station, LocalDate day) {
        var letters = LETTERS.matcher(station.strip().toUpperCase(Locale.ROOT));
        if (!letters.matches()) {
            return new Truth.Unknown(station + " is no station with climate reports", null);
        }
        var wanted = letters.group(1);
        LocalDate newest = null;
        for (int version = 1; version <= versions; version++) {
            var path = path(wanted, version);
            switch (site.text(path)) {
                case Lost<String>(var reason, var body, var retries) -> {
                    return new Truth.Unknown(reason, newest);
                }
                case Got<String>(var page, var retries) -> {
                    if (page.contains(NO_MORE)) {
                        return new Truth.Unknown("there are no more reports" + seen(newest), newest);
                    }
                    var report = ClimateReport.parse(text(page), RecordFlag.READ);
                    if (report.isEmpty()) {
                        continue; // one that names no day says nothing of those before it
                    }
                    var settled = report.get().settles(day, wanted);
                    if (settled.isPresent()) {
                        return new Truth.Known(
                                settled.getAsInt(),
                                version,
                                site.address(path),
                                report.get().issued());
                    }
                    var other = report.get().station();
                    if (other != null && !other.equals(wanted)) {
                        return new Truth.Unknown("report " + version + " is of station " + other, newest);
                    }
                    newest = newest == null ? report.get().day() : newest;
                    if (report.get().day().isBefore(day)) {
                        return new Truth.Unknown("there is no final report of the day yet" + seen(newest), newest);
                    }
                }
            }
        }
        return new Truth.Unknown("none of the last " + versions + " reports settles the day" + seen(newest), newest);
    }

    private static String path(String station, int version) {
        var office = Stream.of(LegacyCity.values())
                .filter(city -> city.reportStation().equals(station))
                .map(LegacyCity::reportOffice)
                .findFirst()
                .orElse(ANY_OFFICE);
        return "/product.php?site=" + office + "&issuedby=" + station + "&product=CLI&format=txt&version=" + version
                + "&glossary=0";
    }

    /** The report in its page; the page itself where it is no HTML. */
    private static String text(String page) {
        var found = TEXT.matcher(page);
        var text = found.find() ? found.group(1) : page;
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&nbsp;", " ")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String seen(@Nullable LocalDate newest) {
        return newest == null ? "" : "; the newest one is about " + newest;
    }
}
