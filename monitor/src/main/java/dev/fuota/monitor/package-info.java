/** The campaign service over HTTP: REST, live events, metrics, and the page that shows them. */
@NullMarked
package dev.fuota.monitor;

import org.jspecify.annotations.NullMarked;
