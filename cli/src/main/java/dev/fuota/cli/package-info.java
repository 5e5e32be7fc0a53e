/**
 * The {@code fuota} command: wiring and printing, nothing else. Results go to standard output,
 * everything else to standard error. Exit codes: 0 done, 1 it ran and failed, 2 wrong usage or
 * unreadable input.
 *
 * <p>One thread.
 */
@NullMarked
package dev.fuota.cli;

import org.jspecify.annotations.NullMarked;
