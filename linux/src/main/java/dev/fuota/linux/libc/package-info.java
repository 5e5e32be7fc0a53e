/** What the JDK does not offer of Linux: pseudo-terminals, service notification, scheduling. */
@NullMarked
package dev.fuota.linux.libc;

import org.jspecify.annotations.NullMarked;
