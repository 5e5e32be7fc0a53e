/** Fleets at the command line: their runs, what came of them, and the story of one device. */
@NullMarked
package dev.fuota.cli.fleet;

import org.jspecify.annotations.NullMarked;
