/** Whole devices in real time, each on another kind of link, and one campaign for all of them. */
@NullMarked
package dev.fuota.tests.realtime;

import org.jspecify.annotations.NullMarked;
