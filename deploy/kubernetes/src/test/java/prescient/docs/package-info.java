/** Tests of pages about several modules at once. */
package prescient.docs;
