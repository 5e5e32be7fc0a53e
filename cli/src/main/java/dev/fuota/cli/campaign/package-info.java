/**
 * Campaigns of a server that runs somewhere: what they are asked for, how they go, what came of
 * them.
 */
@NullMarked
package dev.fuota.cli.campaign;

import org.jspecify.annotations.NullMarked;
