/**
 * Reports of fleets: a page without scripts that needs nothing from outside, JUnit's XML, and what
 * two runs have in common. The same result gives the same octets.
 */
@NullMarked
package dev.fuota.fleet.page;

import org.jspecify.annotations.NullMarked;
