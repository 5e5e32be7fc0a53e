/** What became of a fleet, cell by cell and device by device, and whether it is as expected. */
@NullMarked
package dev.fuota.fleet.result;

import org.jspecify.annotations.NullMarked;
