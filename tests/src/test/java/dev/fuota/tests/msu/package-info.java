/**
 * Whole cycles of Mass Software Upgrade against the odds: the real server and real clients in
 * virtual time, on links and disks that fail, with strangers among them. One seed, one run.
 */
@NullMarked
package dev.fuota.tests.msu;

import org.jspecify.annotations.NullMarked;
