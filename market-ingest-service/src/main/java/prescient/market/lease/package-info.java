/** A job runs once at a time across all replicas. */
@NullMarked
package prescient.market.lease;

import org.jspecify.annotations.NullMarked;
