/** What came of a fleet's run: figures, JSON, JUnit's XML and a page. */
@NullMarked
package dev.fuota.fleet.msu.report;

import org.jspecify.annotations.NullMarked;
