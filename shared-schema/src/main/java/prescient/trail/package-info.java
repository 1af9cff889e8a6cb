/** The trail a trade leaves in the logs. */
@org.jspecify.annotations.NullMarked
package prescient.trail;
