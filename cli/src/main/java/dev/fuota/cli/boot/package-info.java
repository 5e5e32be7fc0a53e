/** The bootloader at the command line: what a flash holds, what it boots, and its torture. */
@NullMarked
package dev.fuota.cli.boot;

import org.jspecify.annotations.NullMarked;
