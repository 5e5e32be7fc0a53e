/**
 * {@code fuota msu}: both sides of an update over a local network, on the sockets of this machine.
 */
@NullMarked
package dev.fuota.cli.msu;

import org.jspecify.annotations.NullMarked;
