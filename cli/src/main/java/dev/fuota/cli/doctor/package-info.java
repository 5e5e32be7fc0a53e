/** {@code fuota doctor}: what this machine has for a device of ours, and what is missing. */
@NullMarked
package dev.fuota.cli.doctor;

import org.jspecify.annotations.NullMarked;
