package prescient.portfolio;

/** The body of an action that needs none: {@code {}}, or nothing at all. A field in it is refused as unknown. */
public record NoContent() {}
