/**
 * The suite on one machine: embedded PostgreSQL, the venue simulator, five services and the gateway. {@link
 * prescient.local.Suite} is the entrance for programs, {@link prescient.local.Main} the one for people.
 */
package prescient.local;
