/** Where the network server's sessions are kept: in memory, or in a data base file. */
@NullMarked
package dev.fuota.server.store;

import org.jspecify.annotations.NullMarked;
