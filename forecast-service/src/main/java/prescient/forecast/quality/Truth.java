package prescient.forecast.quality;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A day's highest temperature in a city, degrees Fahrenheit, by the report the grades were taken from. */
record Truth(String city, LocalDate day, BigDecimal highF) {

    Truth {
        highF = highF.stripTrailingZeros();
    }
}
