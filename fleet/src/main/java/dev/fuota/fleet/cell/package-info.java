/** Runs a scenario cell by cell: any number of threads, any share of the cells, one result. */
@NullMarked
package dev.fuota.fleet.cell;

import org.jspecify.annotations.NullMarked;
