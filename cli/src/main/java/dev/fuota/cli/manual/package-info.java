/** Manual pages, written from the same description of the commands that answers {@code --help}. */
@NullMarked
package dev.fuota.cli.manual;

import org.jspecify.annotations.NullMarked;
