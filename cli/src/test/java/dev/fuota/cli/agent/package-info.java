/** Tests of the daemon, with real processes, files and sockets. */
@NullMarked
package dev.fuota.cli.agent;

import org.jspecify.annotations.NullMarked;
