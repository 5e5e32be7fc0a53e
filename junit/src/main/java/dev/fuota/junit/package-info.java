/**
 * Fleets of simulated devices in the tests of others: an extension for JUnit that runs a fleet
 * against a server, ours or theirs, says what became of its devices, and attaches the report.
 */
@NullMarked
package dev.fuota.junit;

import org.jspecify.annotations.NullMarked;
