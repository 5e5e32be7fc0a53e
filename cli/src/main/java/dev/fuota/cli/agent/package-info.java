/** {@code fuota agent}: one device as a daemon, and how it is. */
@NullMarked
package dev.fuota.cli.agent;

import org.jspecify.annotations.NullMarked;
