/** Figures that are looked up when somebody reads them. */
@org.jspecify.annotations.NullMarked
package prescient.meters;
