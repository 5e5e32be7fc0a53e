/** Who may ask for what: tokens, loopback names, origins, and the certificate of the server. */
@NullMarked
package dev.fuota.monitor.guard;

import org.jspecify.annotations.NullMarked;
