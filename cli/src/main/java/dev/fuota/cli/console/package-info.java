/**
 * What all commands share: where they read and write, how they refuse, their tables and colours.
 */
@NullMarked
package dev.fuota.cli.console;

import org.jspecify.annotations.NullMarked;
