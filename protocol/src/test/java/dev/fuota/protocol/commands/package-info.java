/** What all commands of all packages have in common, checked for each of them. */
@NullMarked
package dev.fuota.protocol.commands;

import org.jspecify.annotations.NullMarked;
