/** The server at the command line: its settings, its networks, and its life. */
@NullMarked
package dev.fuota.cli.server;

import org.jspecify.annotations.NullMarked;
