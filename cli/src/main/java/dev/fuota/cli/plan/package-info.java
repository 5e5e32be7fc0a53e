/** What a plan looks like: lines for a terminal, a JSON document, a page with drawn curves. */
@NullMarked
package dev.fuota.cli.plan;

import org.jspecify.annotations.NullMarked;
