/** A whole server in a test's hands, and clients that look at all it answers. */
@NullMarked
package dev.fuota.monitor.support;

import org.jspecify.annotations.NullMarked;
